package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.fuzz.Effects.Held;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.Effects.Told;
import io.tollkeeper.engine.domain.fuzz.Effects.Used;

/** An answer in the making. What nobody says is empty or nothing. */
final class NaiveReply {

  private final Optional<String> feature;
  private final Optional<String> name;
  private String code = "allowed";
  private Optional<String> by = Optional.empty();
  private Optional<BigDecimal> required = Optional.empty();
  private BigDecimal charged = Effects.NOTHING;
  private BigDecimal uncollected = Effects.NOTHING;
  private List<Taken> draws = List.of();
  private Optional<Used> limit = Optional.empty();
  private boolean mayBeLow = true;
  private Optional<Held> reservation = Optional.empty();
  private Optional<BigDecimal> refunded = Optional.empty();
  private Optional<Long> level = Optional.empty();
  private Optional<Told.Work> first = Optional.empty();
  private Optional<BigDecimal> refundable = Optional.empty();

  NaiveReply(Optional<String> feature, Optional<String> name) {
    this.feature = feature;
    this.name = name;
  }

  static NaiveReply about(NaiveHold hold) {
    var reply = new NaiveReply(Optional.of(hold.demand.feature()), Optional.of("reservation " + hold.id));
    return reply.with(hold.seen());
  }

  NaiveReply no(String refusal) {
    code = refusal;
    return this;
  }

  NaiveReply by(Optional<String> run) {
    by = run;
    return this;
  }

  NaiveReply required(Optional<BigDecimal> amount) {
    required = amount.map(Effects::credits);
    return this;
  }

  NaiveReply required(BigDecimal amount) {
    return required(Optional.of(amount));
  }

  NaiveReply charged(BigDecimal amount, BigDecimal missing) {
    charged = Effects.credits(amount);
    uncollected = Effects.credits(missing);
    return this;
  }

  NaiveReply with(List<Taken> taken) {
    draws = List.copyOf(taken);
    return this;
  }

  NaiveReply with(Held seen) {
    reservation = Optional.of(seen);
    return this;
  }

  NaiveReply limit(Optional<Used> used) {
    limit = used;
    return this;
  }

  /** Nobody is told of a low balance by what the clock does. */
  NaiveReply byTheClock() {
    mayBeLow = false;
    return this;
  }

  NaiveReply refunded(BigDecimal amount) {
    refunded = Optional.of(Effects.credits(amount));
    return this;
  }

  NaiveReply level(long height) {
    level = Optional.of(height);
    return this;
  }

  NaiveReply first(Optional<Told.Work> resolution) {
    first = resolution;
    return this;
  }

  NaiveReply refundable(BigDecimal amount) {
    refundable = Optional.of(Effects.credits(amount));
    return this;
  }

  Told.Work tell(NaiveAccount account, int catalogue, Instant now) {
    return tell(account, catalogue, account.seq(), now);
  }

  Told.Work tell(NaiveAccount account, int catalogue, long seq, Instant now) {
    var available = feature.map(account::availableFor).orElseGet(account::available);
    return new Told.Work(code, false, by, feature, name, required, charged, uncollected, draws, account.sums(),
        available, mayBeLow && account.isLow(), limit, reservation, refunded, level, catalogue, seq, now, first,
        refundable);
  }
}
