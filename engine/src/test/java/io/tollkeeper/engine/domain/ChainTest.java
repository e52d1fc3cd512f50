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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ChainTest {

  // Chains that were written must be verifiable for ever: what stands here never changes, facts of new kinds are added at the end.
  private static final List<String> PINNED = List.of(
      "CustomerPut cbd6132bb7975c9c97bcc9b39b90fcca66870c11aab6f37278a814ebc6e92a20",
      "GrantAdded 56e02add0c3c077d6346c8edad575766e7be1d7b48e8b2804c3a0b1ac18d7e5d",
      "GrantAdded 03b895d3aefcf230a24ae567c7965e068182d86ada2a6456c96cfc059e14ada8",
      "GrantStarted 7945eeeb2cd6a546348bd660cc8a3e7ece266ee559d0d683c9fb4e93a6df517f",
      "Consumed fce66a40d56605e6525bbb22a1daafe60ddeaa9740d605ab254c8e3cd2ec8035",
      "Consumed fcac26ca80e621e4fddce1e4e5b8c7e4f0033439da884d9f122c6c49a7b57579",
      "AdjustedDown 57b8227e0a63b933bb94c7b6368ab975ce1d41930ae1043b69a69d1eaa5bbfa6",
      "AdjustedUp a808009e1b5e534333c6ad76aed4ec33dc585b69a56f83edc3312993771ea9a4",
      "GrantVoided 0ef596bbb51ff261c958008dc7fb0bd502e5584df0089481259553564c914cba",
      "GrantExpired 3cb3ade38e4671b00846d0a735a650f1eca3e9051a24f0972bb3b8cbd8ab8ab1",
      "GrantAdded 251346d604104a84e1fd2f536db7431afea6da3106291e958ec7b9a992444d76",
      "GrantVoided 22b492791a4dd8a270b97ade913ad2b9da198ebc72c14a4b8d06fd2056aa192c",
      "GrantAdded 9867208d2f404d36c9bb596cbd82ec87c36b191965d850426f58b52ca04ecdd4",
      "RunOpened 6514ac1e7b78eeff0dffdb3c148e2f4a7e7e30c8b1c7a2001f31204b1d7a8231",
      "RunOpened f5f33a24d13a6603f7294dc80dbf288973c7eab5e812e98a2638dae59feba254",
      "BudgetRaised 5abf26262338621642b5d87fbf0ba72d063ee7ddf1c66cabc330708f5eab60ab",
      "Consumed 7bd1b3286e4161866ec1552e383565f0cad70b58dee87ac406f4f9b694721633",
      "Reserved e8c85181c954fb20a22ab345a6be54098c3ce484a720262f4f7f3848fca4cd7e",
      "Extended 71781ae871d9deb709af4c04b5b1f6406a1a5b9907c2997658b06085f4c31a74",
      "Settled 67b11b41ea94f4989e12fcb4b8b554e8cd75b0a97c48d6ab682bb7bf92676875",
      "Refunded 6b4216870b2072dae314d4cf93c11adeaf30049011190d9270c88109baf13490",
      "Released 913ecde724e5b69c5e170f9416b6c4495413279ebce3091ff45a2c7914af4120",
      "ReservationExpired e7140d09aee2a59944603b9bdc050325805c2ea94b477a1216fbc4e443242a23",
      "RunsEnded 2872ab894e1353660b214354b2c52c74aa6bb5e13f68cae4f85702c991f78d86",
      "Settled 19c1e78754e739e135bef5fbcc5698627a5aea42fe703df456aa22559434a03e",
      "Refunded c1d730fd996bede8a1ec5a35220a380d3d3f0ea85fb560ecbf170a742fc44399",
      "GaugeMoved f8bbd6a931f2fc93b07f2a64156603e4d2110b260c8a9e6544919310917a8d03",
      "GaugeMoved 316b8468885b079f35cba909d3f45e9709d8951f320acd192de5773fa9199d4b");

  private static final List<Fact> FACTS = Story.facts();

  @Test
  void the_bytes_that_are_hashed_never_change() {
    assertEquals(String.join("\n", PINNED), FACTS.stream()
        .map(fact -> fact.event().getClass().getSimpleName() + ' ' + fact.hash()).collect(Collectors.joining("\n")));
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
    for (var amount : new long[] {100_000_000, 200_000_000, 0, 0, 0})
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
      var unnoticed = alterations.stream().filter(alteration -> Chain.follows(previous, (Fact) alteration.value()))
          .map(Alterations::where).toList();
      assertEquals(List.of(), unnoticed, fact::toString);
    }
  }

  @Test
  void what_becomes_empty_breaks_the_chain_as_well() {
    var consumed = FACTS.get(4);
    var unpriced = new Event.Consumed(((Event.Consumed) consumed.event()).command(), 4, Price.FREE,
        new Credits(150_000_001), Credits.ZERO, Credits.ZERO, List.of(), new Credits(49_999_999), Optional.empty());
    assertFalse(Chain.follows(previous(4),
        new Fact(consumed.at(), unpriced, consumed.entries(), consumed.seq(), consumed.balance(), consumed.hash())));
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
    assertTrue(Chain.follows(previous(0),
        new Fact(put.at(), new Event.CustomerPut(erased), put.entries(), put.seq(), put.balance(), put.hash())));
  }

  private static Hash previous(int index) {
    return index == 0 ? Chain.genesis(Story.WHO) : FACTS.get(index - 1).hash();
  }

  private static boolean holds(CustomerKey who, List<Fact> facts) {
    return IntStream.range(0, facts.size())
        .allMatch(i -> Chain.follows(i == 0 ? Chain.genesis(who) : facts.get(i - 1).hash(), facts.get(i)));
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
