package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.engine.domain.Refusal;

/** What the decider did, in the plain values of {@link Effects}. */
final class Seen {

  private Seen() {}

  static Effects of(Decision.Decided decided) {
    return new Effects(told(decided.outcome()), decided.facts().stream().map(Seen::happened).toList());
  }

  static Effects.Told.Work work(Answer answer, boolean replayed) {
    return new Effects.Told.Work(answer.refusal().map(Seen::code).orElse("allowed"), replayed, answer.feature(),
        answer.usage(), answer.required().map(Seen::credits),
        credits(answer.charged()), credits(answer.uncollected()), taken(answer.draws()),
        credits(answer.balance().settled()), credits(answer.available()),
        answer.catalogueVersion(), answer.seq(), answer.at());
  }

  static String profile(Profile profile) {
    return profile.name() + '|' + profile.metadata().json() + '|' + profile.stripeCustomer();
  }

  private static Effects.Told told(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Charged(var answer, var replayed) -> work(answer, replayed);
      case Outcome.Booked(var _, var fact, var replayed) -> new Effects.Told.Booked(replayed, happened(fact));
      case Outcome.Standing(var customer, var created) -> standing(customer, created);
      case Outcome.Refused refused when refused.answer().isPresent() -> work(refused.answer().get(), false);
      case Outcome.Refused refused -> new Effects.Told.No(code(refused.refusal()), refused.seq());
    };
  }

  private static Effects.Told standing(CustomerView view, boolean created) {
    return new Effects.Told.Standing(created, profile(view.profile()), view.createdAt(),
        view.live().stream().map(balance -> new Effects.Taken(balance.grant().id(), credits(balance.left()))).toList(),
        view.scheduled().stream().map(Grant::id).toList(), credits(view.balance().settled()), view.seq(), view.at());
  }

  private static Effects.Happened happened(Fact fact) {
    return new Effects.Happened(fact.at(), what(fact.event()), fact.entries().stream().map(Seen::line).toList());
  }

  private static String what(Event event) {
    return switch (event) {
      case Event.CustomerPut(var profile) -> "put " + profile(profile);
      case Event.GrantAdded(var command, var _) -> "grant " + command.id();
      case Event.GrantStarted(var grant) -> "start " + grant;
      case Event.GrantExpired(var grant) -> "expire " + grant;
      case Event.GrantVoided(var grant, var _) -> "void " + grant;
      case Event.AdjustedUp(var command, var _) -> "adjust " + command.id();
      case Event.AdjustedDown(var command) -> "adjust " + command.id();
      case Event.Consumed consumed -> "consume " + consumed.command().id() + " by " + price(consumed.price());
    };
  }

  private static String price(Price price) {
    return price.basis() == Price.Basis.RULE ? "rule " + price.rule() : price.basis().name().toLowerCase(Locale.ROOT);
  }

  private static Effects.Line line(LedgerEntry entry) {
    return new Effects.Line(entry.seq(), entry.type().name().toLowerCase(Locale.ROOT),
        BigDecimal.valueOf(entry.amountMicros(), 6), taken(entry.draws()),
        credits(entry.balance().settled()));
  }

  private static List<Effects.Taken> taken(List<Draw> draws) {
    return draws.stream().map(draw -> new Effects.Taken(draw.grant(), credits(draw.amount()))).toList();
  }

  private static BigDecimal credits(Credits credits) {
    return BigDecimal.valueOf(credits.micros(), 6);
  }

  private static String code(Refusal refusal) {
    return refusal.name().toLowerCase(Locale.ROOT);
  }
}
