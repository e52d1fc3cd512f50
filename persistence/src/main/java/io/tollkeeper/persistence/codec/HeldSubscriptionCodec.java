package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.PaidSubscription;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.persistence.stored.Rows;

/** The written form of subscriptions at the payment provider, as customers have them, and of the periods that are paid. */
final class HeldSubscriptionCodec {

  private HeldSubscriptionCodec() {}

  static Rows.HeldSubscription write(PaidSubscription known) {
    var told = new Command.PutSubscription(known.id(), known.revision(), List.of(), known.period(), known.status());
    var out = Rows.HeldSubscription.newBuilder().setTold(PaymentCodec.write(told))
        .setAnchor(ValueCodec.write(known.anchor()));
    for (var held : known.plans())
      out.addPlans(write(held));
    return out.build();
  }

  private static Rows.HeldSubscription.HeldPlan write(PaidSubscription.Held held) {
    var out = Rows.HeldSubscription.HeldPlan.newBuilder()
        .setTerms(ValueCodec.write(new Terms(held.plan(), held.version()))).setQuantity(held.quantity())
        .setSince(ValueCodec.write(held.since()));
    held.until().ifPresent(time -> out.setUntil(ValueCodec.write(time)));
    return out.build();
  }

  static PaidSubscription read(Rows.HeldSubscription known) {
    require(known.hasTold() && known.hasAnchor(), "a part of a subscription");
    var told = PaymentCodec.read(known.getTold());
    return new PaidSubscription(told.id(), told.revision(),
        known.getPlansList().stream().map(HeldSubscriptionCodec::read).toList(), told.period(),
        ValueCodec.read(known.getAnchor()), told.status());
  }

  private static PaidSubscription.Held read(Rows.HeldSubscription.HeldPlan held) {
    require(held.hasTerms() && held.hasSince(), "a part of a plan by a subscription");
    return new PaidSubscription.Held(held.getTerms().getPlan(), held.getTerms().getVersion(), held.getQuantity(),
        ValueCodec.read(held.getSince()),
        held.hasUntil() ? Optional.of(ValueCodec.read(held.getUntil())) : Optional.<Instant>empty());
  }

  static void write(Event.SubscriptionPut event, Rows.SubscriptionPutV1.Builder out) {
    out.setSubscription(write(event.subscription()))
        .addAllDated(event.dated().stream().map(GrantCodec::write).toList());
  }

  static Event read(Rows.SubscriptionPutV1 event) {
    require(event.hasSubscription(), "a subscription");
    return new Event.SubscriptionPut(read(event.getSubscription()),
        event.getDatedList().stream().map(GrantCodec::read).toList());
  }

  static void write(Event.PeriodPaid event, Rows.PeriodPaidV1.Builder out) {
    out.setCommand(PaymentCodec.write(event.command())).setGrant(GrantCodec.write(event.grant()))
        .addAllEnded(event.ended()).addAllCarried(ClaimCodec.PLAIN.write(event.carried()));
    event.rolledOver().ifPresent(grant -> out.setRolledOver(GrantCodec.write(grant)));
  }

  static Event read(Rows.PeriodPaidV1 event) {
    require(event.hasCommand() && event.hasGrant(), "the command or the grant of a paid period");
    return new Event.PeriodPaid(PaymentCodec.read(event.getCommand()), GrantCodec.read(event.getGrant()),
        event.getEndedList(), ClaimCodec.PLAIN.read(event.getCarriedList()),
        event.hasRolledOver() ? Optional.of(GrantCodec.read(event.getRolledOver())) : Optional.empty());
  }
}
