package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.http.stripe.KnownPayments.Known;

/**
 * Compares what is known here with what Stripe says, tenant by tenant: first the events, for those that were missed explain most of the
 * rest; then the subscriptions and invoices as they are. Blocks, so it has a thread of its own.
 */
final class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  // Stripe keeps events for no longer.
  private static final Duration BACK = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  // What is known of so many payers is kept while it lasts; of others it is asked again.
  private static final int REMEMBERED = 10_000;

  private final StripeSettings settings;
  private final StripeApi api;
  private final Inbox inbox;
  private final Catalogues catalogues;
  private final KnownPayments known;
  private final Function<Message, CompletionStage<State>> driver;
  private final Clock clock;

  /** @param driver takes a message of the inbox as far as it can go */
  Reconciler(StripeSettings settings, StripeApi api, Inbox inbox, Catalogues catalogues, KnownPayments known,
      Function<Message, CompletionStage<State>> driver, Clock clock) {
    this.settings = settings;
    this.api = api;
    this.inbox = inbox;
    this.catalogues = catalogues;
    this.known = known;
    this.driver = driver;
    this.clock = clock;
  }

  /** Reconciles a tenant. Whatever goes wrong ends up in the report; what was kept until then stays. */
  ReconciliationReport run(String tenant, boolean dryRun) {
    var start = clock.instant();
    var findings = new ReconciliationFindings();
    var incomplete = Optional.<String>empty();
    try {
      new Run(tenant, findings, new Repairs(inbox, driver, clock, tenant, dryRun)).all();
    } catch (StripeFailure failure) {
      incomplete = Optional.of("stripe: " + failure.getMessage());
    } catch (Repairs.StoppedException stopped) {
      incomplete = Optional.of(stopped.getMessage() == null ? "unavailable" : Reason.printable(stopped.getMessage()));
    }
    var report = findings.report(tenant, dryRun, start, clock.instant(), incomplete);
    LOG.info("reconciled {}: {} differences{}{}", tenant, report.all(), dryRun ? ", none mended" : "",
        incomplete.map(reason -> ", incomplete: " + reason).orElse(""));
    return report;
  }

  /** One reconciliation. */
  private final class Run {

    private final String tenant;
    private final EventCheck events;
    private final ObjectCheck objects;
    private final Set<String> payers = new LinkedHashSet<>();
    private final Map<String, Known> remembered = new HashMap<>();
    private final long end = System.nanoTime() + LONGEST.toNanos();

    Run(String tenant, ReconciliationFindings findings, Repairs repairs) {
      this.tenant = tenant;
      this.events = new EventCheck(tenant, inbox, findings, repairs);
      this.objects = new ObjectCheck(tenant, settings.livemode(), api, catalogues.current(tenant), findings, repairs);
    }

    void all() {
      var since = Map.<String, Object>of("created", Map.of("gte", clock.instant().minus(BACK).getEpochSecond()));
      each("/v1/events", since, events::check);
      each("/v1/subscriptions", Map.of("status", "all"),
          subscription -> objects.checkSubscription(subscription, of(subscription)));
      var paid = new LinkedHashMap<>(since);
      paid.put("status", "paid");
      each("/v1/invoices", paid, invoice -> objects.checkInvoice(invoice, of(invoice)));
      payers.forEach(payer -> objects.checkExtra(payer, of(payer)));
    }

    private void each(String path, Map<String, Object> query, Consumer<JsonNode> check) {
      for (var after = "";;) {
        if (System.nanoTime() > end) throw new Repairs.StoppedException("it takes longer than " + LONGEST);
        var page = Repairs.within(api.page(tenant, path, query, after));
        page.objects().forEach(this::refuseOtherMode);
        page.objects().forEach(check);
        if (!page.hasMore()) return;
        after = page.end();
      }
    }

    /** As the webhook does: what is paid with test money must not count as real, nor the other way round. */
    private void refuseOtherMode(JsonNode object) {
      if (object.path("livemode").asBoolean() != settings.livemode())
        throw new Repairs.StoppedException("STRIPE_API_KEY is not for livemode " + settings.livemode());
    }

    private Known of(JsonNode object) {
      var customer = object.path("customer");
      var payer = customer.isObject() ? customer.path("id").asText() : customer.asText();
      payers.add(payer);
      return of(payer);
    }

    private Known of(String payer) {
      if (remembered.size() >= REMEMBERED) remembered.clear();
      return remembered.computeIfAbsent(payer, id -> Repairs.within(known.of(new PayerKey(tenant, id))));
    }
  }
}
