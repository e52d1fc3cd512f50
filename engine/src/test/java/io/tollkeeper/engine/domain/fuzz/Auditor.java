package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.engine.domain.fuzz.Effects.Happened;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.Effects.Told;
import io.tollkeeper.engine.domain.fuzz.NaiveGrant.Stage;

/**
 * Predicts what a command leads to. Written from what customers are promised, as simply as possible and with nothing of the decider's:
 * decimals, plain lists, every accepted command kept for ever.
 */
final class Auditor {

  private static final BigDecimal LARGEST = new BigDecimal("9223372036854.775807");
  private static final BigDecimal NOTHING = Effects.credits(BigDecimal.ZERO);

  /** A command that took effect under its id, and what its caller was told. */
  private record Accepted(String id, IdSpace space, Command.Identified command, Told told) {}

  private final int maxGrants;
  private final List<Accepted> accepted = new ArrayList<>();
  private final NaiveAccount account;
  private Optional<Profile> profile = Optional.empty();
  private Instant createdAt = Instant.EPOCH;

  Auditor(int maxGrants) {
    this(maxGrants, new NaiveAccount());
  }

  private Auditor(int maxGrants, NaiveAccount account) {
    this.maxGrants = maxGrants;
    this.account = account;
  }

  Auditor copy() {
    var copy = new Auditor(maxGrants, account.copy());
    copy.accepted.addAll(accepted);
    copy.profile = profile;
    copy.createdAt = createdAt;
    return copy;
  }

  NaiveAccount account() {
    return account;
  }

  boolean accepted(IdSpace space, String id) {
    return earlier(space, id).isPresent();
  }

  /** What this command leads to, which from now on counts as having happened. */
  Effects decide(Command command, Catalogue catalogue, Instant clock) {
    var now = clock.isBefore(account.lastAt()) ? account.lastAt() : clock;
    if (profile.isPresent() || command instanceof Command.PutCustomer) account.writeDue(now);
    var told = tell(command, catalogue, now);
    if (command instanceof Command.Identified identified && tookEffect(told))
      accepted.add(new Accepted(identified.id(), identified.space(), identified, told));
    return new Effects(told, account.takeHappened());
  }

  private Optional<Accepted> earlier(IdSpace space, String id) {
    for (var earlier : accepted)
      if (earlier.id().equals(id) && earlier.space() == space) return Optional.of(earlier);
    return Optional.empty();
  }

  private static boolean tookEffect(Told told) {
    return switch (told) {
      case Told.Work work -> work.code().equals("allowed") && !work.replayed();
      case Told.Booked booked -> !booked.replayed();
      case Told.Standing _,Told.No _ -> false;
    };
  }

  private Told tell(Command command, Catalogue catalogue, Instant now) {
    if (command instanceof Command.PutCustomer put) return put(put, now);
    if (profile.isEmpty()) return no(command, "customer_not_found", catalogue, now);
    if (command instanceof Command.Identified identified) {
      var earlier = earlier(identified.space(), identified.id());
      if (earlier.isPresent())
        return earlier.get().command().equals(command)
            ? again(earlier.get().told())
            : no(command, "id_reused", catalogue, now);
    }
    return switch (command) {
      case Command.PutCustomer put -> put(put, now);
      case Command.AddGrant add -> grant(add, now);
      case Command.VoidGrant end -> end(end, now);
      case Command.Adjust adjust -> adjust.micros() > 0 ? adjustUp(adjust, now) : adjustDown(adjust, now);
      case Command.Consume consume -> consume(consume, catalogue, now);
      case Command.WriteDue _ -> standing(false, now);
    };
  }

  private static Told again(Told told) {
    return switch (told) {
      case Told.Work work -> work.again();
      case Told.Booked booked -> booked.again();
      case Told.Standing _,Told.No _ -> throw new IllegalStateException("never remembered: " + told);
    };
  }

  private Told put(Command.PutCustomer command, Instant now) {
    var before = profile.orElse(Profile.EMPTY);
    var after = new Profile(command.name().orElse(before.name()), command.metadata().orElse(before.metadata()),
        command.stripeCustomer().orElse(before.stripeCustomer()));
    var created = profile.isEmpty();
    if (created) createdAt = now;
    if (created || !after.equals(before)) account.record(now, "put " + Seen.profile(after));
    profile = Optional.of(after);
    return standing(created, now);
  }

  private Told grant(Command.AddGrant command, Instant now) {
    var from = command.effectiveAt().orElse(now);
    var credits = BigDecimal.valueOf(command.credits().micros(), 6);
    Optional<Instant> until = Optional.empty();
    if (command.expiry().isPresent()) {
      until = NaiveCalendar.end(command.expiry().get(), from);
      if (until.isEmpty()) return no("amount_too_large");
      if (!until.get().isAfter(now) || !until.get().isAfter(from)) return no("grant_ends_too_early");
    }
    if (full()) return no("too_many_grants");
    if (tooLarge(credits)) return no("amount_too_large");
    var grant = new NaiveGrant(command.id(), credits, command.kind().name().toLowerCase(Locale.ROOT),
        command.priority(), from, until, command.features());
    return new Told.Booked(false, give(grant, "grant " + command.id(), "grant", now));
  }

  private Happened give(NaiveGrant grant, String what, String type, Instant now) {
    account.grants.add(grant);
    if (grant.from.isAfter(now)) return account.record(now, what);
    grant.stage = Stage.ACTIVE;
    return account.record(now, what, account.line(type, grant.credits, grant));
  }

  private boolean full() {
    return account.grants.stream().filter(grant -> grant.scheduled() || grant.spendable()).count() >= maxGrants;
  }

  private boolean tooLarge(BigDecimal more) {
    var total = account.settled().add(more);
    for (var grant : account.scheduled())
      total = total.add(grant.credits);
    return total.compareTo(LARGEST) > 0;
  }

  private Told end(Command.VoidGrant command, Instant now) {
    var found = account.grant(command.grant());
    if (found.isEmpty()) return no("grant_not_found");
    var grant = found.get();
    if (!grant.over(now)) {
      var unused = grant.spendable() ? new Line[] {account.line("void", grant.left.negate(), grant)} : new Line[0];
      grant.stage = Stage.ENDED;
      account.record(now, "void " + grant.id, unused);
    }
    return standing(false, now);
  }

  private Told adjustUp(Command.Adjust command, Instant now) {
    var credits = BigDecimal.valueOf(command.micros(), 6);
    if (full()) return no("too_many_grants");
    if (tooLarge(credits)) return no("amount_too_large");
    var grant =
        new NaiveGrant("tk:adjustment:" + command.id(), credits, "adjustment", 10, now, Optional.empty(), Set.of());
    return new Told.Booked(false, give(grant, "adjust " + command.id(), "adjust", now));
  }

  private Told adjustDown(Command.Adjust command, Instant now) {
    var amount = BigDecimal.valueOf(command.micros(), 6);
    if (amount.negate().compareTo(account.settled()) > 0) return no("insufficient_credits");
    var draws = account.take(amount.negate(), Optional.empty());
    return new Told.Booked(false, account.record(now, "adjust " + command.id(), account.line("adjust", amount, draws)));
  }

  private Told consume(Command.Consume command, Catalogue catalogue, Instant now) {
    var feature = command.demand().feature();
    var price = NaivePrice.of(catalogue, command.demand(), true);
    var verdict = verdict(price, command.run(), command.onInsufficient(), feature);
    if (!verdict.equals("allowed"))
      return work(verdict, command.demand(), Optional.of(command.id()), price, catalogue, account.seq(), now);
    var charged = price.required().min(account.availableFor(feature));
    var uncollected = Effects.credits(price.required().subtract(charged));
    var draws = account.take(charged, Optional.of(feature));
    var what = "consume " + command.id() + " by " + price.basis();
    var line = account.line("consume", charged.negate(), draws);
    if (uncollected.signum() == 0) account.record(now, what, line);
    else account.record(now, what, line, account.line("uncollected", uncollected, List.of()));
    return new Told.Work("allowed", false, feature, Optional.of(command.id()),
        Optional.of(Effects.credits(price.required())), Effects.credits(charged), uncollected, draws,
        account.settled(), account.availableFor(feature), catalogue.version(), account.seq(), now);
  }

  private String verdict(NaivePrice price, Optional<String> run, OnInsufficient onInsufficient, String feature) {
    if (!price.refusal().isEmpty()) return price.refusal();
    if (run.isPresent()) return "run_not_found";
    if (price.required().compareTo(account.availableFor(feature)) <= 0 || onInsufficient == OnInsufficient.CAP)
      return "allowed";
    return "insufficient_credits";
  }

  /** What asking for this work leads to if nothing is recorded for it. */
  Told.Work authorize(Demand demand, Optional<String> run, OnInsufficient onInsufficient, Catalogue catalogue,
      Instant clock) {
    var now = clock.isBefore(account.lastAt()) ? account.lastAt() : clock;
    if (profile.isEmpty())
      return work("customer_not_found", demand, Optional.empty(), NaivePrice.refused(""), catalogue, 0, now);
    var later = copy();
    later.account.writeDue(now);
    var price = NaivePrice.of(catalogue, demand, false);
    return later.work(later.verdict(price, run, onInsufficient, demand.feature()), demand, Optional.empty(), price,
        catalogue, account.seq(), now);
  }

  private Told.Work work(String code, Demand demand, Optional<String> usage, NaivePrice price, Catalogue catalogue,
      long seq, Instant now) {
    var required =
        price.basis().isEmpty() ? Optional.<BigDecimal>empty() : Optional.of(Effects.credits(price.required()));
    return new Told.Work(code, false, demand.feature(), usage, required, NOTHING, NOTHING, List.of(), account.settled(),
        account.availableFor(demand.feature()),
        catalogue.version(), seq, now);
  }

  private Told standing(boolean created, Instant now) {
    var live = account.spendable().stream().map(grant -> new Taken(grant.id, Effects.credits(grant.left))).toList();
    var scheduled = account.scheduled().stream().map(grant -> grant.id).toList();
    return new Told.Standing(created, Seen.profile(profile.orElseThrow()), createdAt, live, scheduled,
        account.settled(), account.seq(), now);
  }

  private Told no(Command command, String code, Catalogue catalogue, Instant now) {
    return command instanceof Command.Consume consume
        ? work(code, consume.demand(), Optional.of(consume.id()), NaivePrice.refused(""), catalogue, account.seq(), now)
        : no(code);
  }

  private Told no(String code) {
    return new Told.No(code, account.seq());
  }
}
