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
      "Consumed dfdd44314ce90e7e19d7971ede2e7f6be88a507d8150718a35bbf1c7afe1666d",
      "Reserved 4b55777df95fc2b396b0c6e331237c63a5d6451c9a1aad8f6f2650a268e34932",
      "Extended 42ba972a365718c1eefd32a813d5a2eff73edfdbe6493e7bc1dfdc7a848e74cb",
      "Settled 7758993aeccc4b5da93cb4728badf271e738c3b9d5c40e2358064afe84cd955a",
      "Refunded bf0e135e78371fe30b3a0110fa17eeea1b365b4961fd85a0b92b2084d0a88e4d",
      "Released 59e23a11b121c8e2e0c8555c3f3c42e53d6663ef77e097a120bfdc97dd4be3f9",
      "ReservationExpired 239e4d6e3adf8827a3e4fba704ee2162a9bd4d065854feda434215f71cefb16a",
      "RunsEnded 056bd63dadb307891bb766d22d3e84349d264abcdae93f095c3000abb2bb00e4",
      "Settled 352cb90206fcb85a33b6f260c4bd3efb4783139e65a24072d0989c0260a69b4f",
      "Refunded b5ab2ff15f649b44b14aa520a45c9e7eaef089a9ef3909a463bf421c94d0700e",
      "GaugeMoved 201047f114094223872d0d53e95fc0df9a1df0a07449d94988a3698f46f05e7d",
      "GaugeMoved 97cc89c17346e43fb72083002d26218461c402ffc17ebacf4715d8e305d7cf64",
      "PlanAssigned 480e0c46708f3218e5ea4316dc8c88e0c35d0b05a880caae7a624f476da9fe72",
      "PlanAhead a2e8bd141a2f50a517603c80f159637b47eafce5e74429a1fd133b829e4211da",
      "PlanAhead dc3f70d6fff6e14dff778cb0caeae68bb9cbc6b3de67a616f94796ff81925827",
      "PeriodStarted 9baa4f641d3cb34ebdc2d7592ccaf2433edd55faac0d6674e478a67ff17fe809",
      "PlanEnded 3302685c0c9767f12a58c681e93665cf44f530b076502f057e6e2284d6e4ae3e",
      "CreditsIncluded 5f216522a8aa225583dbcebb555cfc46015ac0bd72bd76cf1eb1a81a11ac620c",
      "OverridePut f670494ab4091a90176b2c833f6b396c021113c8d8da861186eb860440fa3049",
      "OverridePut 7749cdd8fe5031a559d9700ae30870010798f9d76b6466e2f032ac2abc7a75ba",
      "OverrideRemoved 35d49921154359358941a9d050a98d60b039e33bb45c8e15d7c0410b33e50b71",
      "Suspended 9e91a4e8ad4c369a596a5088224d4b92ba80d8f211f6834c07442b8c4831c6b7",
      "Resumed cc95c224d0e262652d7ad395beb7bcae4164a21b53bb0efd860bc81049fbf0e4",
      "SubscriptionPut c4a01d18ac91defc2efd13ed16e3b830e04df271caa2bdc87bbb1a5b94f65ab7",
      "SubscriptionPut 7688a90ce21a8d2ab6c343ca0a963188a3179afb07223475963cd74a37216aa1",
      "SubscriptionPut cd930d8305f5cbad1ba412ce0259b56be30627b13c0940c92df51b3fcc7d6689",
      "PeriodPaid e8dc8382f589dba0d4e5a31ebf5d0ef1c7e7cbc814a7e010fcc76b3baa0f2795",
      "PeriodPaid 1064ca0abe12d70e05a62879f949a4b0cdbf07e05ae56e92f154b0990cc478b7",
      "TopUpChanged 83e7926f069d4071b6d1c1b346d1a97bcb579c732c3dd549712a344c756de37a",
      "Reversed 7cec221e3c46c3747d0dfd39dcc7a882729e1e32ca9150d72446cc50e547ea18",
      "Reversed 1ed1591559ca476a4dc6cba87d351c91110fea95756bd172f4282fded6a6193b",
      "Reversed d9c3ea0ffbfaf205ba9d793780f0b13e345a4dbfeccd2040cf34f7547f0f39fc");

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
        new Credits(150_000_001), Credits.ZERO, Credits.ZERO, List.of(),
        new Afterwards(new Credits(49_999_999), false, Optional.empty()));
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
