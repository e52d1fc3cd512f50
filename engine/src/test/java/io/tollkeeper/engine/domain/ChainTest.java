package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainTest {

  // Chains that were written must be verifiable for ever: what stands here never changes, facts of new kinds are added at the end.
  private static final List<String> PINNED = List.of(
      "CustomerPut 8dfb12a24d5b482c3cb047b632c45c7e288377ca7aae3e642d4f33ff9af2cb64",
      "GrantAdded 0035916129b2d6b3eb92b90e13c84000a2685e2aa2dfcb88e3f4cb788ba2747e",
      "GrantAdded e623f336f2b2238ae6bbc8aff76b7c9e1ab17c2bbde5a34002ce698f8be4ecfb",
      "GrantStarted cfbcfe51ae824a1ca950fc50f0e9c766b918bb4dd1de748f7669e86bf3efbe98",
      "Consumed 57b114771f74f5d97f2e9397e7879599efb5c2af95a4321f343155985e6a2c55",
      "Consumed 2251206ff53df5d211827247f33f2538e43f47df7c075e5142ca342073755cee",
      "AdjustedDown fc1d1186f2da820c268dba49daaaab0ea7c441cbfc6a74a8c636cbad6e54381b",
      "AdjustedUp 5a862464c9c58f52001fa627408d67f7e03d2ee275fc83abcb4a1cd5752f73fd",
      "GrantVoided feba0cb891a80d3c7b4bc5b5ddbbade67731f3fae1d93b3aa2607cc7957e24f6",
      "GrantExpired ff7b28c3b6886c037c19f14c682b421f40804a41fe9166b0179ec296a997c9ec",
      "GrantAdded 6e2568b15bf598cceaf3987a34e499fb71bcd281f6b8989fd2fdf15fe63171a7",
      "GrantVoided 2fae95108d849c09d995c1d8c91e5bd87239ebf55837bbebfcedca69d38ec405");

  private static final List<Fact> FACTS = Story.facts();

  @Test
  void the_bytes_that_are_hashed_never_change() {
    assertEquals(String.join("\n", PINNED), FACTS.stream().map(fact -> fact.event().getClass().getSimpleName() + ' ' + fact.hash()).collect(Collectors.joining("\n")));
  }

  @Test
  void every_kind_of_event_is_pinned() {
    var pinned = FACTS.stream().map(fact -> fact.event().getClass()).collect(Collectors.toSet());
    assertEquals(new HashSet<Class<?>>(Arrays.asList(Event.class.getPermittedSubclasses())), pinned);
  }

  @Test
  void the_genesis_names_tenant_and_customer() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    for (var text : List.of("tollkeeper/1", "tenant", "customer"))
      text(out, text);
    assertEquals(hash(bytes), Chain.genesis(Story.WHO));
    assertFalse(Chain.genesis(Story.WHO).equals(Chain.genesis(new CustomerKey("tenantc", "ustomer"))));
  }

  @Test
  void a_link_can_be_computed_by_anyone() throws IOException {
    var started = FACTS.get(3);
    var at = started.at();
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.write(previous(3).toBytes());
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
    text(out, "grant_started");
    text(out, "later");
    out.writeLong(2);
    text(out, "GRANT");
    for (var amount : new long[]{100_000_000, 200_000_000, 0, 0, 0})
      out.writeLong(amount);
    out.writeInt(1);
    text(out, "later");
    out.writeLong(100_000_000);
    assertEquals(hash(bytes), started.hash());
  }

  @Test
  void a_fact_follows_the_one_before_it() {
    for (int i = 0; i < FACTS.size(); i++)
      assertTrue(Chain.follows(previous(i), FACTS.get(i)));
  }

  @Test
  void whatever_is_changed_in_a_fact_breaks_the_chain() {
    for (int i = 0; i < FACTS.size(); i++) {
      var previous = previous(i);
      var fact = FACTS.get(i);
      var alterations = Alterations.of(fact).toList();
      assertTrue(alterations.size() > 10);
      var unnoticed = alterations.stream().filter(alteration -> Chain.follows(previous, (Fact) alteration.value())).map(Alterations::where).toList();
      assertEquals(List.of(), unnoticed, fact::toString);
    }
  }

  @Test
  void what_becomes_empty_breaks_the_chain_as_well() {
    var consumed = FACTS.get(4);
    var unpriced = new Event.Consumed(((Event.Consumed) consumed.event()).command(), 4, Price.FREE, new Credits(150_000_001), Credits.ZERO, new Credits(49_999_999));
    assertFalse(Chain.follows(previous(4), new Fact(consumed.at(), unpriced, consumed.entries(), consumed.seq(), consumed.balance(), consumed.hash())));
  }

  @Test
  void facts_cannot_change_places() {
    for (int i = 0; i + 1 < FACTS.size(); i++) {
      var swapped = new ArrayList<>(FACTS);
      swapped.set(i, FACTS.get(i + 1));
      swapped.set(i + 1, FACTS.get(i));
      assertFalse(holds(Story.WHO, swapped), "swapped at " + i);
    }
  }

  @Test
  void no_fact_can_be_dropped_but_the_last() {
    for (int i = 0; i + 1 < FACTS.size(); i++) {
      var fewer = new ArrayList<>(FACTS);
      fewer.remove(i);
      assertFalse(holds(Story.WHO, fewer), "dropped " + i);
    }
    assertTrue(holds(Story.WHO, FACTS));
  }

  @Test
  void the_facts_of_one_customer_are_not_those_of_another() {
    assertFalse(holds(new CustomerKey("tenant", "customer2"), FACTS));
    assertFalse(holds(new CustomerKey("tenant2", "customer"), FACTS));
  }

  @Test
  void metadata_can_be_erased() {
    var put = FACTS.getFirst();
    var profile = ((Event.CustomerPut) put.event()).profile();
    var erased = new Profile(profile.name(), new Metadata("", profile.metadata().digest()), profile.stripeCustomer());
    assertTrue(Chain.follows(previous(0), new Fact(put.at(), new Event.CustomerPut(erased), put.entries(), put.seq(), put.balance(), put.hash())));
  }

  private static Hash previous(int index) {
    return index == 0 ? Chain.genesis(Story.WHO) : FACTS.get(index - 1).hash();
  }

  private static boolean holds(CustomerKey who, List<Fact> facts) {
    return IntStream.range(0, facts.size()).allMatch(i -> Chain.follows(i == 0 ? Chain.genesis(who) : facts.get(i - 1).hash(), facts.get(i)));
  }

  private static Hash hash(ByteArrayOutputStream bytes) {
    return Hash.of(bytes.toByteArray(), bytes.size());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
