package io.tollkeeper.engine.domain;

import java.util.Optional;

/** The rules for buying credits when they run low: never two at once, not more often than is wanted, and after a while if it was declined. */
final class ToppingUp {

  private ToppingUp() {}

  static Outcome put(Case decided, Command.PutAutoTopUp command) {
    if (decided.catalogue().pack(command.settings().pack()).isEmpty())
      return Outcome.refused(Refusal.PACK_NOT_FOUND, "the catalogue has no pack " + command.settings().pack(),
          decided.customer());
    return want(decided, Optional.of(command.settings()));
  }

  static Outcome remove(Case decided) {
    return want(decided, Optional.empty());
  }

  private static Outcome want(Case decided, Optional<TopUp.Settings> settings) {
    var before = decided.customer().topUp();
    if (!before.settings().equals(settings)) write(decided, before.with(settings));
    return Outcome.standing(decided);
  }

  /** The one that is open has come to an end; another one had before. */
  static Outcome end(Case decided, Command.EndTopUp command) {
    var before = decided.customer().topUp();
    if (before.open().filter(open -> open.id().equals(command.id())).isPresent())
      write(decided, command.paid() ? before.paid() : before.declined(decided.now()));
    return Outcome.standing(decided);
  }

  /** Asks for one if it is time. */
  static void check(Case decided) {
    var topUp = decided.customer().topUp();
    if (topUp.settings().isEmpty() || topUp.open().isPresent()) return;
    var customer = decided.customer();
    var settings = topUp.settings().get();
    if (customer.balance().available().compareTo(settings.threshold()) >= 0
        || decided.now().isBefore(topUp.notBefore()) || customer.profile().stripeCustomer().isEmpty())
      return;
    var billing = customer.billing();
    var isSamePeriod = Window.BILLING_PERIOD.number(topUp.lastAt(), billing.anchor(),
        billing.months()) == Window.BILLING_PERIOD.number(decided.now(), billing.anchor(), billing.months());
    var count = isSamePeriod ? topUp.count() : 0;
    if (count < settings.maxPerPeriod()) write(decided, topUp.asked(settings, count + 1, decided.now()));
  }

  private static void write(Case decided, TopUp topUp) {
    decided.ledger().write(decided.now(), new Event.TopUpChanged(topUp));
  }
}
