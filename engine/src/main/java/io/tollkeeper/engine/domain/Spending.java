package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules that a demand for work must pass, in their documented order: the first that says no is the answer. Asked by
 * {@code consume}, which then charges, and by {@code authorize}, which changes nothing.
 */
final class Spending {

  private Spending() {}

  /** What the rules say. */
  private sealed interface Verdict {
    record Passed(Price price, Credits required, Credits payable, Credits available) implements Verdict {}

    record Failed(Refusal refusal, String detail, Optional<Credits> required) implements Verdict {}
  }

  static Outcome consume(Ledger ledger, Command.Consume command, Catalogue catalogue, Instant now) {
    var customer = ledger.customer();
    var demand = command.demand();
    return switch (judge(customer, demand, command.run(), command.onInsufficient(), catalogue, true)) {
      case Verdict.Failed failed -> refuse(customer, command, failed, catalogue, now);
      case Verdict.Passed passed -> Outcome.of(customer.key(), charge(ledger, command, passed, catalogue, now), false);
    };
  }

  /** No to a piece of work that was not even judged. */
  static Outcome refuse(Customer customer, Command.Consume command, Refusal refusal, String detail, Catalogue catalogue,
      Instant now) {
    return refuse(customer, command, new Verdict.Failed(refusal, detail, Optional.empty()), catalogue, now);
  }

  /** What {@link #consume} would answer, with nothing charged. */
  static Answer authorize(Customer customer, Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      Catalogue catalogue, Instant now) {
    return switch (judge(customer, demand, run, onInsufficient, catalogue, false)) {
      case Verdict.Failed failed ->
        answer(customer, demand, Optional.empty(), Optional.of(failed.refusal()), failed.required(), catalogue, now);
      case Verdict.Passed passed ->
        answer(customer, demand, Optional.empty(), Optional.empty(), Optional.of(passed.required()), catalogue, now);
    };
  }

  private static Verdict judge(Customer customer, Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      Catalogue catalogue, boolean charging) {
    var found = catalogue.feature(demand.feature());
    if (found.isEmpty()) return failed(Refusal.FEATURE_NOT_FOUND, "the catalogue has no feature " + demand.feature());
    var feature = found.get();
    var charged = feature.kind() == FeatureKind.METERED || feature.kind() == FeatureKind.SWITCH;
    if (charging && !charged)
      return failed(Refusal.WRONG_KIND,
          demand.feature() + " is a " + wire(feature.kind()) + "; only metered features and switches can be charged");
    return switch (charged ? Pricing.quote(feature, demand) : new Pricing.Quote.Priced(Price.FREE, Credits.ZERO)) {
      case Pricing.Quote.Unpriced(var refusal, var detail) -> failed(refusal, detail);
      case Pricing.Quote.Priced(var price, var required) -> run.isPresent()
          ? new Verdict.Failed(Refusal.RUN_NOT_FOUND, "the customer has no run " + run.get(), Optional.of(required))
          : pay(customer, demand, price, required, onInsufficient);
    };
  }

  private static Verdict pay(Customer customer, Demand demand, Price price, Credits required,
      OnInsufficient onInsufficient) {
    var available = customer.grants().leftFor(demand.feature());
    if (available.compareTo(required) >= 0) return new Verdict.Passed(price, required, required, available);
    return switch (onInsufficient) {
      case CAP -> new Verdict.Passed(price, required, available, available);
      // No plan allows an overdraft yet, so nothing may be borrowed.
      case REJECT,
          OVERDRAFT ->
        new Verdict.Failed(Refusal.INSUFFICIENT_CREDITS,
            required + " credits are required, " + available + " are available",
            Optional.of(required));
    };
  }

  private static Fact charge(Ledger ledger, Command.Consume command, Verdict.Passed passed, Catalogue catalogue,
      Instant now) {
    var grants = ledger.customer().grants();
    var feature = command.demand().feature();
    var uncollected = passed.required().minus(passed.payable());
    var available = passed.available().minus(passed.payable());
    var event =
        new Event.Consumed(command, catalogue.version(), passed.price(), passed.required(), uncollected, available);
    var consume =
        new Posting(EntryType.CONSUME, -passed.payable().micros(), grants.drawsFor(feature, passed.payable()));
    if (uncollected.isZero()) return ledger.write(now, event, consume);
    return ledger.write(now, event, consume, new Posting(EntryType.UNCOLLECTED, uncollected.micros(), List.of()));
  }

  private static Outcome refuse(Customer customer, Command.Consume command, Verdict.Failed failed, Catalogue catalogue,
      Instant now) {
    var answer = answer(customer, command.demand(), Optional.of(command.id()), Optional.of(failed.refusal()),
        failed.required(), catalogue, now);
    return new Outcome.Refused(failed.refusal(), failed.detail(), customer.seq(), Optional.of(answer));
  }

  private static Answer answer(Customer customer, Demand demand, Optional<String> usage, Optional<Refusal> refusal,
      Optional<Credits> required,
      Catalogue catalogue, Instant now) {
    return new Answer(refusal, customer.key(), demand.feature(), usage, required, Credits.ZERO, Credits.ZERO, List.of(),
        customer.balance(),
        customer.grants().leftFor(demand.feature()), catalogue.version(), customer.seq(), now);
  }

  private static Verdict failed(Refusal refusal, String detail) {
    return new Verdict.Failed(refusal, detail, Optional.empty());
  }

  private static String wire(FeatureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
