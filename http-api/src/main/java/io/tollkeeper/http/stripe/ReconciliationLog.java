package io.tollkeeper.http.stripe;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the last reconciliations came to, of those that this node has run, for those who watch it. */
public final class ReconciliationLog {

  private final Map<String, Last> ofTenants = new ConcurrentHashMap<>();

  ReconciliationLog() {}

  /**
   * The last one of a tenant.
   *
   * @param differences how many there were
   * @param mended how many of them are no more
   * @param incomplete whether not everything was compared
   */
  public record Last(Instant finishedAt, int differences, int mended, boolean incomplete) {}

  /** The last one of each tenant. */
  public Map<String, Last> lastOfTenants() {
    return Map.copyOf(ofTenants);
  }

  void note(ReconciliationReport report) {
    var mended = (int) report.differences().stream().filter(Discrepancy::repaired).count();
    ofTenants.put(report.tenant(),
        new Last(report.finishedAt(), report.all(), mended, report.incomplete().isPresent()));
  }
}
