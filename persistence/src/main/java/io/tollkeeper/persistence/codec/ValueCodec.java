package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Duration;
import java.time.Instant;

import com.google.protobuf.ByteString;
import io.tollkeeper.engine.domain.Balance;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.persistence.stored.Values;

/** The written form of the small values that everything else is made of. */
final class ValueCodec {

  private ValueCodec() {}

  static Values.Time write(Instant time) {
    return Values.Time.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
  }

  static Instant read(Values.Time time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  static Values.Duration write(Duration duration) {
    return Values.Duration.newBuilder().setSeconds(duration.getSeconds()).setNanos(duration.getNano()).build();
  }

  static Duration read(Values.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  static ByteString write(Hash hash) {
    return ByteString.copyFrom(hash.toBytes());
  }

  static Hash hash(ByteString bytes) {
    return Hash.from(bytes.toByteArray());
  }

  static Values.Balance write(Balance balance) {
    return Values.Balance.newBuilder()
        .setSettled(balance.settled().micros())
        .setReserved(balance.reserved().micros())
        .setFrozen(balance.frozen().micros())
        .setDebt(balance.debt().micros())
        .build();
  }

  static Balance read(Values.Balance balance) {
    return new Balance(new Credits(balance.getSettled()), new Credits(balance.getReserved()),
        new Credits(balance.getFrozen()), new Credits(balance.getDebt()));
  }

  static Values.Draw write(Draw draw) {
    return Values.Draw.newBuilder().setGrant(draw.grant()).setAmount(draw.amount().micros()).build();
  }

  static Draw read(Values.Draw draw) {
    return new Draw(draw.getGrant(), new Credits(draw.getAmount()));
  }

  static Values.Profile write(Profile profile) {
    var out = Values.Profile.newBuilder().setName(profile.name()).setStripeCustomer(profile.stripeCustomer());
    if (isGiven(profile.metadata())) out.setMetadata(write(profile.metadata()));
    return out.build();
  }

  static Profile read(Values.Profile profile) {
    return new Profile(profile.getName(), profile.hasMetadata() ? read(profile.getMetadata()) : Metadata.NONE,
        profile.getStripeCustomer());
  }

  /** Whether there is metadata, or was before it was erased. */
  static boolean isGiven(Metadata metadata) {
    return !metadata.digest().equals(Hash.NONE);
  }

  static Values.Metadata write(Metadata metadata) {
    var out = Values.Metadata.newBuilder().setJson(metadata.json());
    if (metadata.json().isEmpty()) out.setDigest(write(metadata.digest()));
    return out.build();
  }

  static Metadata read(Values.Metadata metadata) {
    if (!metadata.getJson().isEmpty()) return Metadata.of(metadata.getJson());
    require(!metadata.getDigest().isEmpty(), "the digest of erased metadata");
    return new Metadata("", hash(metadata.getDigest()));
  }
}
