package io.tollkeeper.persistence.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import io.tollkeeper.engine.domain.Chain;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.persistence.stored.Rows;
import io.tollkeeper.persistence.stored.Values;

/** What real decisions lead to comes back from its written form as it was. {@code -Dseed=} repeats one history. */
final class RoundTripTest {

  private static final int COMMANDS = 120;

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_history_comes_back_unchanged_and_its_chain_still_holds(long seed) {
    var history = RandomHistory.of(seed, COMMANDS);
    var previous = Chain.genesis(history.start().key());
    for (var row : history.rows()) {
      var read = FactsCodec.read(FactsCodec.write(row));
      assertEquals(row, read);
      for (var fact : read.list()) {
        assertTrue(Chain.follows(previous, fact), () -> "the chain breaks at " + fact);
        previous = fact.hash();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_customer_goes_on_from_its_snapshot_as_if_nothing_had_happened(long seed) {
    var history = RandomHistory.of(seed, COMMANDS);
    var live = history.start();
    var restored = live;
    for (var row : history.rows()) {
      live = live.evolve(row);
      restored = CustomerCodec.read(CustomerCodec.write(restored.evolve(row)), Samples.WINDOW);
      CustomersEqual.check(live, restored);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_was_stored_adds_up_to_the_customer_that_was_decided(long seed) {
    var history = RandomHistory.of(seed, COMMANDS);
    var replayed = history.start();
    for (var row : history.rows())
      replayed = replayed.evolve(FactsCodec.read(FactsCodec.write(row)));
    CustomersEqual.check(history.end(), replayed);
  }

  @Test
  void the_histories_have_every_kind_of_event() {
    var kinds = LongStream.rangeClosed(1, 20).mapToObj(seed -> RandomHistory.of(seed, COMMANDS))
        .flatMap(history -> history.rows().stream()).flatMap(row -> row.list().stream())
        .map(fact -> fact.event().getClass()).collect(Collectors.toSet());
    assertEquals(Set.of(Event.class.getPermittedSubclasses()), kinds);
  }

  @Test
  void the_chain_holds_when_metadata_has_been_erased() {
    var history = RandomHistory.withMetadata("{\"patient\":\"Jane\"}");
    assertEquals(
        Set.of(Event.CustomerPut.class, Event.Consumed.class, Event.Reserved.class, Event.Settled.class,
            Event.Refunded.class, Event.RunOpened.class, Event.BudgetRaised.class, Event.RunsEnded.class),
        history.rows().stream().flatMap(row -> row.list().stream()).map(Fact::event)
            .filter(event -> event.toString().contains("Jane")).map(Event::getClass).collect(Collectors.toSet()));
    var previous = history.start().chain();
    for (var row : history.rows()) {
      for (var fact : FactsCodec.read(erased(row)).list()) {
        assertTrue(Chain.follows(previous, fact), () -> "the chain breaks at " + fact);
        assertFalse(fact.toString().contains("Jane"), fact::toString);
        previous = fact.hash();
      }
      assertEquals(row, FactsCodec.read(erased(row)), "equality goes by the digest");
    }
  }

  @Test
  void a_changed_metadata_text_breaks_the_chain() {
    var history = RandomHistory.withMetadata("{\"patient\":\"Jane\"}");
    var previous = history.start().chain();
    var changed =
        history.rows().stream().flatMap(row -> FactsCodec.read(replaced(row, "{\"patient\":\"John\"}")).list().stream())
            .filter(fact -> fact.event() instanceof Event.Consumed).findFirst().orElseThrow();
    assertFalse(Chain.follows(before(history.rows(), changed, previous), changed));
  }

  private static Hash before(List<Facts> rows, Fact fact, Hash genesis) {
    var previous = genesis;
    for (var row : rows)
      for (var candidate : row.list()) {
        if (candidate.hash().equals(fact.hash())) return previous;
        previous = candidate.hash();
      }
    throw new AssertionError("the fact is not part of the history");
  }

  private static byte[] erased(Facts row) {
    var stored = FactsCodec.toStored(row).toBuilder();
    erase(stored);
    return stored.build().toByteArray();
  }

  /** Erases all metadata wherever it is. */
  private static void erase(Message.Builder message) {
    if (message instanceof Values.Metadata.Builder metadata && !metadata.getJson().isEmpty()) {
      metadata.setDigest(ValueCodec.write(Hash.of(metadata.getJson()))).clearJson();
      return;
    }
    for (var field : message.getAllFields().keySet()) {
      if (field.getJavaType() != Descriptors.FieldDescriptor.JavaType.MESSAGE) continue;
      if (!field.isRepeated()) erase(message.getFieldBuilder(field));
      for (int i = 0; field.isRepeated() && i < message.getRepeatedFieldCount(field); i++)
        erase(message.getRepeatedFieldBuilder(field, i));
    }
  }

  private static byte[] replaced(Facts row, String text) {
    Rows.Facts.Builder stored = FactsCodec.toStored(row).toBuilder();
    for (var fact : stored.getFactsBuilderList())
      if (fact.hasConsumedV1()) fact.getConsumedV1Builder().getCommandBuilder().getMetadataBuilder().setJson(text);
    return stored.build().toByteArray();
  }
}
