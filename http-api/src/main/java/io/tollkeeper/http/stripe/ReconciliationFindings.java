package io.tollkeeper.http.stripe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.http.stripe.ReconciliationReport.Checked;

/** What one reconciliation has found so far. Belongs to one thread. */
final class ReconciliationFindings {

  // Who has more than this to mend does not read them one by one.
  private static final int MAX_TOLD = 1_000;

  private final List<Discrepancy> told = new ArrayList<>();
  private int all;
  private int events;
  private int subscriptions;
  private int invoices;

  void event() {
    events++;
  }

  void subscription() {
    subscriptions++;
  }

  void invoice() {
    invoices++;
  }

  void add(Discrepancy.Kind kind, String object, String type, String detail, boolean repaired) {
    all++;
    if (told.size() < MAX_TOLD) told.add(new Discrepancy(kind, object, type, Reason.printable(detail), repaired));
  }

  ReconciliationReport report(String tenant, boolean dryRun, Instant start, Instant end, Optional<String> incomplete) {
    return new ReconciliationReport(tenant, dryRun, start, end, new Checked(events, subscriptions, invoices), told, all,
        incomplete);
  }
}
