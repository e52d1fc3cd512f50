package io.tollkeeper.config.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.config.demo.EngineClient;

/**
 * Reads the whole ledger of every customer and compares it with what was acknowledged: each acknowledged charge is there exactly once,
 * nothing else is, no number is missing, every balance follows from the one before, and the last one is the balance.
 */
final class LedgerCheck {

  private static final int READERS = 8;
  private static final int MAX_COMPLAINTS = 10;
  private static final String PAGE = "?limit=500";

  private final EngineClient client;
  private final Population population;
  private final List<Consumption> consumptions;
  private final List<BitSet> found;
  private final List<String> complaints = new ArrayList<>();
  private long entries;

  LedgerCheck(EngineClient client, Population population, List<Consumption> consumptions) {
    this.client = client;
    this.population = population;
    this.consumptions = consumptions;
    this.found = consumptions.stream().map(_ -> new BitSet()).toList();
  }

  /**
   * What the ledgers say.
   *
   * @param entries how many entries were read, grants included
   * @param acknowledged how many charges were acknowledged
   * @param complaints what is wrong, the first few; none if all is right
   */
  record Verdict(int customers, long entries, long acknowledged, List<String> complaints) {

    boolean isRight() {
      return complaints.isEmpty();
    }
  }

  /** Reads and compares. */
  Verdict verdict() {
    var next = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers = IntStream.range(0, READERS).mapToObj(_ -> CompletableFuture.runAsync(() -> {
        for (int customer = next.getAndIncrement(); customer <= population.hot(); customer = next.getAndIncrement())
          read(customer);
      }, threads)).toList();
      readers.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      complain("the ledgers cannot be read: " + e.getCause());
    }
    var acknowledged = 0L;
    for (int i = 0; i < consumptions.size(); i++) {
      var told = consumptions.get(i).acknowledged();
      acknowledged += told.cardinality();
      compare(told, found.get(i));
    }
    return new Verdict(population.size() + 1, entries, acknowledged, List.copyOf(complaints));
  }

  private void compare(BitSet told, BitSet kept) {
    var lost = (BitSet) told.clone();
    lost.andNot(kept);
    if (!lost.isEmpty())
      complain(lost.cardinality() + " acknowledged charges are in no ledger, such as number " + lost.nextSetBit(0));
    var untold = (BitSet) kept.clone();
    untold.andNot(told);
    if (!untold.isEmpty())
      complain(untold.cardinality() + " charges were never acknowledged, such as number " + untold.nextSetBit(0));
  }

  private void read(int customer) {
    var path = "/v1/customers/" + population.id(customer);
    var above = new Above(client.get(path + "/balance").body(), -1);
    for (var cursor = ""; cursor != null;) {
      var page = client.get(path + "/ledger" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).body();
      for (var entry : page.path("entries"))
        above = follow(customer, entry, above);
      cursor = page.path("next_cursor").textValue();
    }
    if (above.seq != 1) complain(population.id(customer) + " has a ledger that does not begin with entry 1");
  }

  /** The entry that was read before, for a ledger is read from its end: its number and what its amount was. */
  private record Above(JsonNode balance, long seq, BigDecimal amount) {

    Above(JsonNode balance, long seq) {
      this(balance, seq, BigDecimal.ZERO);
    }
  }

  private Above follow(int customer, JsonNode entry, Above above) {
    var seq = entry.path("seq").longValue();
    var amount = new BigDecimal(entry.path("amount").textValue());
    var settled = new BigDecimal(entry.path("balance").path("settled").textValue());
    var after = new BigDecimal(above.balance.path("settled").textValue());
    if (above.seq >= 0 && seq != above.seq - 1)
      complain(population.id(customer) + " has entry " + seq + " below entry " + above.seq);
    if (settled.add(above.amount).compareTo(after) != 0)
      complain(
          population.id(customer) + " has a balance after entry " + seq + " that the next one does not follow from");
    if (seq == 1 && settled.compareTo(amount) != 0) complain(population.id(customer) + " did not begin with nothing");
    note(customer, entry, amount);
    return new Above(entry.path("balance"), seq, amount);
  }

  private synchronized void note(int customer, JsonNode entry, BigDecimal amount) {
    entries++;
    var usage = entry.path("usage_id").asText("");
    if (usage.isEmpty()) return;
    if (amount.compareTo(BigDecimal.ONE.negate()) != 0)
      complain("usage " + usage + " of " + population.id(customer) + " took " + amount);
    for (int i = 0; i < consumptions.size(); i++) {
      var number = consumptions.get(i).number(usage);
      if (number.isEmpty()) continue;
      if (consumptions.get(i).customer(number.getAsInt()) != customer)
        complain("usage " + usage + " was charged to " + population.id(customer));
      if (found.get(i).get(number.getAsInt())) complain("usage " + usage + " was charged twice");
      found.get(i).set(number.getAsInt());
      return;
    }
    complain("nobody sent the usage " + usage);
  }

  private synchronized void complain(String what) {
    if (complaints.size() < MAX_COMPLAINTS) complaints.add(what);
  }
}
