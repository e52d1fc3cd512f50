package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import io.tollkeeper.engine.domain.Command.PutSubscription;
import io.tollkeeper.engine.domain.Command.PutSubscription.Item;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Sold;

/**
 * How the customer's subscriptions are: as the provider says; and as long as it has said nothing, a paid line gives access until the
 * end of its period.
 */
record Subscriptions(Situation situation, Findings findings, Map<String, List<Sale>> sales) {

  static void derive(Situation situation, Findings findings) {
    var subscriptions = new Subscriptions(situation, findings, new HashMap<>());
    var ids = new TreeSet<String>();
    situation.known().subscriptions().forEach((id, latest) -> ids.add(id));
    situation.known().sales().forEach((_, sale) -> {
      sale.subscriptions()
          .forEach(id -> subscriptions.sales.computeIfAbsent(id, _ -> new ArrayList<>()).add(sale));
      if (sale.isPaid()) sale.payment().lines().forEach(line -> sale.subscription(line).ifPresent(ids::add));
    });
    ids.forEach(subscriptions::derive);
  }

  private void derive(String id) {
    var known = situation.known().subscriptions().get(id);
    known.filter(Latest::isAmbiguous).ifPresent(_ -> findings.obstacle(id, new Obstacle.Ambiguous(id)));
    var customer = situation.known().link().customer();
    if (customer.isEmpty()) findings.obstacle(id, new Obstacle.Waiting("unknown_reference", situation.id()));
    else
      known.map(latest -> told(latest.notice())).orElseGet(() -> paid(id))
          .ifPresent(state -> order(id, customer.get(), state));
  }

  /** All of a subscription but its revision. */
  private record State(List<Item> items, Period period, Status status) {}

  private Optional<State> told(Notice.Subscription notice) {
    var quantities = new TreeMap<String, Long>();
    var periods = new ArrayList<Period>();
    var unsold = new ArrayList<Period>();
    for (var item : notice.items()) {
      var plan = situation.catalogue().planOfStripePrice(item.price());
      if (plan.isPresent()) {
        quantities.merge(plan.get().key(), item.quantity(), Long::sum);
        periods.add(item.period());
      } else
        if (situation.catalogue().packOfStripePrice(item.price()).isEmpty()) {
          findings.refuse(notice.id(), PackGrants.unknown(new Sold.Price(item.price())));
          unsold.add(item.period());
        }
    }
    var last = last(notice.id());
    // What is not sold any more stays with those who have it: nobody can tell whether it was changed for something that is not sold yet.
    var kept = last.filter(_ -> !unsold.isEmpty()).map(PutSubscription::items);
    if (kept.isPresent()) periods.addAll(unsold);
    // Without any plan there is nothing to tell, unless there was one before.
    return periods.stream().min(Comparator.comparing(Period::end).thenComparing(Period::start))
        .or(() -> last.map(PutSubscription::period))
        .map(period -> new State(kept.orElseGet(() -> items(quantities)), period, status(notice)));
  }

  private Status status(Notice.Subscription notice) {
    return switch (notice.standing()) {
      case ACTIVE, TRIAL -> new Status.Active(notice.cancelAt());
      case PAST_DUE -> new Status.PastDue(failedSince(notice), notice.cancelAt());
      case INCOMPLETE, STOPPED, ENDED -> new Status.Inactive();
    };
  }

  /** Since the first failure of what was not paid, as long as nothing newer was; else since when the provider says so. */
  private Instant failedSince(Notice.Subscription notice) {
    var all = sales(notice.id());
    var paid = all.stream().filter(Sale::isPaid).map(Sale::since).max(Comparator.naturalOrder());
    return all.stream().filter(Sale::isOverdue)
        .filter(sale -> paid.filter(sale.since()::isBefore).isEmpty())
        .flatMap(sale -> sale.failedSince().stream()).min(Comparator.naturalOrder())
        .or(() -> situation.known().subscriptions().get(notice.id()).flatMap(latest -> latest.unpaid().since()))
        .orElse(notice.at());
  }

  private Optional<State> paid(String id) {
    return sales(id).stream().filter(Sale::isPaid)
        .map(sale -> sale.payment().lines().stream()
            .filter(line -> line.amount() >= 0 && sale.subscription(line).map(id::equals).orElse(false)
                && plan(line).isPresent())
            .toList())
        .filter(lines -> !lines.isEmpty())
        .flatMap(lines -> newest(lines).stream()).max(Comparator.comparing((State state) -> state.period().end())
            .thenComparing(state -> state.period().start()).thenComparing(State::toString));
  }

  /** What the lines of one invoice say about the end of what they pay for: a part of a period before it is over by then. */
  private Optional<State> newest(List<Line> lines) {
    var period = lines.stream().flatMap(line -> line.period().stream()).max(Comparator.comparing(Period::end));
    return period.map(last -> {
      var quantities = new TreeMap<String, Long>();
      lines.stream().filter(line -> line.period().map(it -> it.end().equals(last.end())).orElse(false))
          .forEach(line -> quantities.merge(plan(line).orElseThrow().key(), line.quantity(), Long::sum));
      return new State(items(quantities), last, new Status.Active(Optional.of(last.end())));
    });
  }

  private Optional<Plan> plan(Line line) {
    return switch (line.sold()) {
      case Sold.Price(var price) -> situation.catalogue().planOfStripePrice(price);
      case Sold.NamedPack _ -> Optional.empty();
    };
  }

  private List<Sale> sales(String subscription) {
    return Optional.ofNullable(sales.get(subscription)).orElse(List.of());
  }

  private static List<Item> items(Map<String, Long> quantities) {
    return quantities.entrySet().stream().map(entry -> new Item(entry.getKey(), entry.getValue())).toList();
  }

  private void order(String id, String customer, State state) {
    var last = last(id);
    if (last.map(put -> new State(put.items(), put.period(), put.status())).filter(state::equals).isPresent()) return;
    var revision = last.map(PutSubscription::revision).orElse(0L) + 1;
    findings.order(new Order(customer, situation.catalogue().version(),
        new PutSubscription(id, revision, state.items(), state.period(), state.status())));
  }

  private Optional<PutSubscription> last(String id) {
    return situation.payer().last(Keys.subscription(id))
        .map(placed -> (PutSubscription) placed.order().command());
  }
}
