package io.tollkeeper.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.CustomerView;

/** What a customer may rely on when somebody or something has been at the database. */
abstract class StoredCustomerContract extends CustomerContract {

  private final DatabaseSettings settings;

  StoredCustomerContract(DatabaseSettings settings) {
    super(Customers.in(Database.open(settings)));
    this.settings = settings;
  }

  @Test
  void a_snapshot_that_has_rotted_is_ignored_loudly_and_costs_nothing_but_time() {
    var before = customerWithSnapshots();
    assertTrue(change("UPDATE snapshot SET payload = %s".formatted(bytes("00112233"))) > 0);

    var after = LoggingTestKit.error("is ignored").withOccurrences(2).expect(customers.system(),
        () -> customers.start("acme", "c1").show());

    assertEquals(before, after);
  }

  @Test
  void a_journal_of_several_pages_is_recovered_without_a_snapshot() {
    var customer = customers.started("acme", "c1");
    customer.write(Commands.grant("g2", 1_000));
    for (int i = 0; i < 230; i++)
      customer.write(Commands.consume("u" + i, 1));
    var before = customer.show();
    customer.stop();
    change("DELETE FROM snapshot");

    assertEquals(before, customers.start("acme", "c1").show());
  }

  @Test
  void an_older_snapshot_serves_when_the_newest_has_rotted() {
    var before = customerWithSnapshots();
    var newest = "(SELECT max(sequence_number) FROM snapshot)";
    assertEquals(1,
        change("UPDATE snapshot SET payload = %s WHERE sequence_number = %s".formatted(bytes("00"), newest)));
    // With the first row gone there is no way but by the older snapshot.
    assertEquals(1, change("DELETE FROM event_journal WHERE sequence_number = 1"));

    assertEquals(before, customers.start("acme", "c1").show());
  }

  @Test
  void a_snapshot_that_is_ahead_of_its_journal_is_ignored_loudly() {
    var before = customerWithSnapshots();
    assertEquals(1, change(
        "UPDATE snapshot SET sequence_number = 999 WHERE sequence_number = (SELECT max(sequence_number) FROM snapshot)"));

    var after = LoggingTestKit.error("does not have that row").expect(customers.system(),
        () -> customers.start("acme", "c1").show());

    assertEquals(before, after);
  }

  @Test
  void a_journal_with_a_row_that_was_altered_is_refused() {
    shortJournal("c1");
    assertEquals(1, change("UPDATE event_journal SET payload = %s WHERE sequence_number = 2".formatted(bytes("0a00"))));

    refused("c1");
  }

  @Test
  void a_journal_with_a_row_missing_is_refused() {
    shortJournal("c1");
    assertEquals(1, change("DELETE FROM event_journal WHERE sequence_number = 2"));

    refused("c1");
  }

  @Test
  void the_journals_of_two_customers_that_were_swapped_are_refused() {
    shortJournal("c1");
    shortJournal("c2");
    change("UPDATE event_journal SET persistence_id = 'x' WHERE persistence_id = 'customer|acme/c1'");
    change("UPDATE event_journal SET persistence_id = 'customer|acme/c1' WHERE persistence_id = 'customer|acme/c2'");
    change("UPDATE event_journal SET persistence_id = 'customer|acme/c2' WHERE persistence_id = 'x'");

    refused("c1");
    refused("c2");
  }

  private CustomerView customerWithSnapshots() {
    var customer = customers.started("acme", "c1");
    for (int i = 0; i < 3 * Customers.SNAPSHOT_EVERY; i++)
      customer.write(Commands.consume("u" + i, 1));
    var view = customer.show();
    customer.stop();
    return view;
  }

  private void shortJournal(String name) {
    var customer = customers.started("acme", name);
    customer.write(Commands.consume("u1", 1));
    customer.stop();
  }

  private void refused(String name) {
    LoggingTestKit.error("customer|acme/" + name).expect(customers.system(), () -> {
      customers.start("acme", name).expectStopped();
      return Done.getInstance();
    });
  }

  private int change(String sql) {
    return Databases.execute(settings, sql);
  }

  private String bytes(String hex) {
    return settings.isEmbedded() ? "X'" + hex + "'" : "'\\x" + hex + "'";
  }
}
