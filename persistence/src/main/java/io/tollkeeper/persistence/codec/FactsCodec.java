package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.util.ArrayList;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.persistence.stored.Rows;

/** The written form of one row of a customer's journal. */
public final class FactsCodec {

  /** The manifest that rows are written under. */
  public static final String MANIFEST = "f1";

  private FactsCodec() {}

  /** The bytes of a row. */
  public static byte[] write(Facts facts) {
    return toStored(facts).toByteArray();
  }

  /** The row that these bytes are; fails if any part of it cannot be understood. */
  public static Facts read(byte[] bytes) {
    try {
      return fromStored(Rows.Facts.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new StoredFormException("a journal row of form " + MANIFEST + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Rows.Facts toStored(Facts facts) {
    var out = Rows.Facts.newBuilder();
    for (var fact : facts.list())
      out.addFacts(write(fact));
    return out.build();
  }

  private static Facts fromStored(Rows.Facts stored) {
    require(stored.getFactsCount() > 0, "every fact");
    var facts = new ArrayList<Fact>(stored.getFactsCount());
    for (var fact : stored.getFactsList())
      facts.add(read(fact));
    return new Facts(facts);
  }

  private static Rows.Fact write(Fact fact) {
    var out = Rows.Fact.newBuilder().setAt(ValueCodec.write(fact.at()));
    EventCodec.write(fact, out);
    for (var entry : fact.entries())
      out.addEntries(write(entry));
    if (fact.entries().isEmpty())
      out.setStanding(Rows.Standing.newBuilder()
          .setSeq(fact.seq()).setBalance(ValueCodec.write(fact.balance())).setHash(ValueCodec.write(fact.hash())));
    else
      requireThatOfLastEntry(fact);
    return out.build();
  }

  // What stands in the last entry is not written again, so it must be the same.
  private static void requireThatOfLastEntry(Fact fact) {
    var last = fact.entries().getLast();
    if (fact.seq() != last.seq() || !fact.balance().equals(last.balance()) || !fact.hash().equals(last.hash()))
      throw new StoredFormException("a fact does not stand as its last entry, number " + last.seq() + ", says");
  }

  private static Fact read(Rows.Fact stored) {
    require(stored.hasAt(), "the time of a fact");
    var at = ValueCodec.read(stored.getAt());
    var entries = new ArrayList<LedgerEntry>(stored.getEntriesCount());
    for (var entry : stored.getEntriesList())
      entries.add(read(entry));
    var event = EventCodec.read(stored, at, entries);
    if (!entries.isEmpty()) {
      var last = entries.getLast();
      return new Fact(at, event, entries, last.seq(), last.balance(), last.hash());
    }
    require(stored.hasStanding(), "how the account stands after a fact without entries");
    var standing = stored.getStanding();
    require(standing.hasBalance(), "the balance after a fact");
    return new Fact(at, event, entries, standing.getSeq(), ValueCodec.read(standing.getBalance()),
        ValueCodec.hash(standing.getHash()));
  }

  private static Rows.Entry write(LedgerEntry entry) {
    var out = Rows.Entry.newBuilder().setSeq(entry.seq()).setType(EnumCodec.write(entry.type()))
        .setAmount(entry.amountMicros());
    for (var draw : entry.draws())
      out.addDraws(ValueCodec.write(draw));
    return out.setBalance(ValueCodec.write(entry.balance())).setHash(ValueCodec.write(entry.hash())).build();
  }

  private static LedgerEntry read(Rows.Entry entry) {
    require(entry.hasBalance(), "the balance after entry " + entry.getSeq());
    return new LedgerEntry(entry.getSeq(), EnumCodec.read(entry.getType()), entry.getAmount(),
        entry.getDrawsList().stream().map(ValueCodec::read).toList(), ValueCodec.read(entry.getBalance()),
        ValueCodec.hash(entry.getHash()));
  }
}
