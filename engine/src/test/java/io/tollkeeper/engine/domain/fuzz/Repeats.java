package io.tollkeeper.engine.domain.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;

/** Earlier commands again, with the same content or with a little other. */
final class Repeats {

  private final Dice dice;
  private final Shop shop;

  Repeats(Dice dice, Shop shop) {
    this.dice = dice;
    this.shop = shop;
  }

  Command of(List<Command> issued) {
    var earlier = dice.oneOf(dice.oneIn(2) ? issued.subList(Math.max(0, issued.size() - 20), issued.size()) : issued);
    return dice.oneIn(3) ? altered(earlier) : earlier;
  }

  private Command altered(Command earlier) {
    return switch (earlier) {
      case Command.AddGrant add -> altered(add);
      case Command.Adjust adjust -> new Command.Adjust(adjust.id(), -adjust.micros(), adjust.reason());
      case Command.Consume consume -> altered(consume);
      case Command.Reserve reserve -> altered(reserve);
      case Command.Settle settle -> altered(settle);
      case Command.Extend(var id, var reservation, var ttl, var credits) ->
        new Command.Extend(id, reservation, ttl.map(time -> time.plusSeconds(1)), credits.map(Repeats::more));
      case Command.Refund(var id, var target, var credits, var reason) ->
        dice.oneIn(2)
            ? new Command.Refund(id, target, credits.isPresent() ? Optional.empty() : some(), reason)
            : new Command.Refund(id, target, credits, "other");
      case Command.MoveGauge(var id, var feature, var _) ->
        new Command.MoveGauge(id, feature, new Command.Move.To(dice.between(0, 3)));
      case Command.OpenRun(var id, var budget, var parent, var ttl, var metadata) -> dice.oneIn(2)
          ? new Command.OpenRun(id, more(budget), parent, ttl, metadata)
          : new Command.OpenRun(id, budget, parent, Duration.ofMinutes(7), metadata);
      case Command.RaiseBudget(var id, var run, var credits) -> new Command.RaiseBudget(id, run, more(credits));
      case Command.PayPeriod(var id, var subscription, var terms, var credits, var period, var kind) -> dice.oneIn(2)
          ? new Command.PayPeriod(id, subscription, terms, more(credits), period, kind)
          : new Command.PayPeriod(id, "sub_9", terms, credits, period, kind);
      case Command.Reverse(var grant, var revision, var refunded, var _, var _, var disputed, var _) ->
        new Command.Reverse(grant, revision + 1, refunded, Credits.ZERO, Credits.ZERO, !disputed);
      case Command.PutSubscription(var id, var revision, var items, var period, var status) ->
        new Command.PutSubscription(id, revision + 1, items.reversed(), period, status);
      case Command.LinkPayer _,Command.PutAutoTopUp _,Command.RemoveAutoTopUp _,Command.EndTopUp _,Command.PutCustomer _,Command.VoidGrant _,Command.Release _,Command.CloseRun _,Command.AssignPlan _,Command.CancelPlan _,Command.PutOverride _,Command.RemoveOverride _,Command.Suspend _,Command.Resume _,Command.WriteDue _ ->
        earlier;
    };
  }

  private Command.AddGrant altered(Command.AddGrant add) {
    return switch (dice.below(4)) {
      case 0 -> new Command.AddGrant(add.id(), new Credits(add.credits().micros() / 2 + 1), add.kind(),
          add.priority(), add.effectiveAt(), add.expiry(), add.features(), add.source(), add.reason());
      case 1 -> new Command.AddGrant(add.id(), add.credits(), add.kind(), add.priority() + 1, add.effectiveAt(),
          add.expiry(), add.features(), add.source(), add.reason());
      case 2 -> new Command.AddGrant(add.id(), add.credits(), add.kind(), add.priority(), add.effectiveAt(),
          add.expiry(), Set.of("image"), add.source(), add.reason());
      default -> new Command.AddGrant(add.id(), add.credits(), add.kind(), add.priority(), add.effectiveAt(),
          add.expiry(), add.features(), add.source(), "other");
    };
  }

  private Command.Consume altered(Command.Consume consume) {
    return switch (dice.below(4)) {
      case 0 -> new Command.Consume(consume.id(), shop.demand(), consume.run(), consume.onInsufficient(),
          consume.occurredAt(), consume.metadata());
      case 1 -> new Command.Consume(consume.id(), consume.demand(), consume.run(), dice.oneOf(OnInsufficient.class),
          consume.occurredAt(), consume.metadata());
      case 2 -> new Command.Consume(consume.id(), consume.demand(), Optional.of("nobody"), consume.onInsufficient(),
          consume.occurredAt(), consume.metadata());
      default -> new Command.Consume(consume.id(), consume.demand(), consume.run(), consume.onInsufficient(),
          consume.occurredAt(), metadata());
    };
  }

  private Command.Reserve altered(Command.Reserve reserve) {
    return switch (dice.below(4)) {
      case 0 -> new Command.Reserve(reserve.id(), shop.demand(), reserve.run(), reserve.ttl(), reserve.partial(),
          reserve.metadata());
      case 1 -> new Command.Reserve(reserve.id(), reserve.demand(), reserve.run(), reserve.ttl().plusNanos(1),
          reserve.partial(), reserve.metadata());
      case 2 -> new Command.Reserve(reserve.id(), reserve.demand(), reserve.run(), reserve.ttl(), !reserve.partial(),
          reserve.metadata());
      default -> new Command.Reserve(reserve.id(), reserve.demand(), reserve.run(), reserve.ttl(), reserve.partial(),
          metadata());
    };
  }

  private Command.Settle altered(Command.Settle settle) {
    return switch (dice.below(3)) {
      case 0 -> new Command.Settle(settle.reservation(), settle.settle(), settle.last(), some(), settle.quantity(),
          settle.dimensions(), settle.onInsufficient());
      case 1 -> new Command.Settle(settle.reservation(), settle.settle(), settle.settle().isEmpty() || dice.oneIn(2),
          settle.credits(), settle.quantity(), settle.dimensions(), settle.onInsufficient());
      default -> new Command.Settle(settle.reservation(), settle.settle(), settle.last(), settle.credits(),
          settle.quantity(), settle.dimensions(), dice.oneOf(OnInsufficient.class));
    };
  }

  private Optional<Credits> some() {
    return Optional.of(new Credits(dice.between(1, 5_000_000)));
  }

  private static Credits more(Credits credits) {
    return new Credits(credits.micros() / 2 + 1);
  }

  Metadata metadata() {
    return Metadata.of(dice.oneIn(2) ? "" : dice.oneOf(List.of("{}", "{\"k\":1}", "{\"k\":\"v\"}")));
  }
}
