package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;
import static io.tollkeeper.persistence.codec.StoredFormException.unknown;

import java.time.Instant;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.PutSubscription.Item;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.persistence.stored.Commands;
import io.tollkeeper.persistence.stored.Values;

/** The written form of the commands that follow from payments. */
final class PaymentCodec {

  private PaymentCodec() {}

  static Commands.PayPeriod write(Command.PayPeriod command) {
    return Commands.PayPeriod.newBuilder().setId(command.id()).setSubscription(command.subscription())
        .setTerms(ValueCodec.write(command.terms())).setCredits(command.credits().micros())
        .setPeriod(PlanCodec.write(command.period())).setKind(write(command.kind())).build();
  }

  static Command.PayPeriod read(Commands.PayPeriod command) {
    require(command.hasTerms() && command.hasPeriod(), "a part of the paid period " + command.getId());
    return new Command.PayPeriod(command.getId(), command.getSubscription(), ValueCodec.read(command.getTerms()),
        new Credits(command.getCredits()), PlanCodec.read(command.getPeriod()), read(command.getKind()));
  }

  static Commands.Reverse write(Command.Reverse command) {
    return Commands.Reverse.newBuilder().setGrant(command.grant()).setRevision(command.revision())
        .setRefunded(command.refunded().micros()).setLost(command.lost().micros())
        .setTrimmed(command.trimmed().micros()).setDisputed(command.disputed()).setUntrusted(!command.trusted())
        .build();
  }

  static Command.Reverse read(Commands.Reverse command) {
    return new Command.Reverse(command.getGrant(), command.getRevision(), new Credits(command.getRefunded()),
        new Credits(command.getLost()), new Credits(command.getTrimmed()), command.getDisputed(),
        !command.getUntrusted());
  }

  static Commands.PutSubscription write(Command.PutSubscription command) {
    var out = Commands.PutSubscription.newBuilder().setId(command.id()).setRevision(command.revision())
        .setPeriod(PlanCodec.write(command.period()));
    command.items().forEach(item -> out.addItemsBuilder().setPlan(item.plan()).setQuantity(item.quantity()));
    switch (command.status()) {
      case Status.Active(var until) -> {
        var active = out.getActiveBuilder();
        until.ifPresent(time -> active.setUntil(ValueCodec.write(time)));
      }
      case Status.PastDue(var since, var until) -> {
        var pastDue = out.getPastDueBuilder().setSince(ValueCodec.write(since));
        until.ifPresent(time -> pastDue.setUntil(ValueCodec.write(time)));
      }
      case Status.Inactive() -> out.getInactiveBuilder();
    }
    return out.build();
  }

  static Command.PutSubscription read(Commands.PutSubscription command) {
    require(command.hasPeriod(), "the period of subscription " + command.getId());
    var items = command.getItemsList().stream().map(item -> new Item(item.getPlan(), item.getQuantity())).toList();
    return new Command.PutSubscription(command.getId(), command.getRevision(), items,
        PlanCodec.read(command.getPeriod()), status(command));
  }

  private static Status status(Commands.PutSubscription command) {
    return switch (command.getStatusCase()) {
      case ACTIVE -> new Status.Active(time(command.getActive().hasUntil(), command.getActive().getUntil()));
      case PAST_DUE -> {
        require(command.getPastDue().hasSince(), "since when subscription " + command.getId() + " is not paid");
        yield new Status.PastDue(ValueCodec.read(command.getPastDue().getSince()),
            time(command.getPastDue().hasUntil(), command.getPastDue().getUntil()));
      }
      case INACTIVE -> new Status.Inactive();
      case STATUS_NOT_SET ->
        throw new StoredFormException("the status of subscription " + command.getId() + " is missing");
    };
  }

  private static Optional<Instant> time(boolean given, Values.Time time) {
    return given ? Optional.of(ValueCodec.read(time)) : Optional.empty();
  }

  private static Commands.PaidPeriodKind write(Command.PayPeriod.Kind kind) {
    return switch (kind) {
      case RENEWED -> Commands.PaidPeriodKind.PAID_PERIOD_KIND_RENEWED;
      case PART -> Commands.PaidPeriodKind.PAID_PERIOD_KIND_PART;
      case TRIAL -> Commands.PaidPeriodKind.PAID_PERIOD_KIND_TRIAL;
    };
  }

  private static Command.PayPeriod.Kind read(Commands.PaidPeriodKind kind) {
    return switch (kind) {
      case PAID_PERIOD_KIND_RENEWED -> Command.PayPeriod.Kind.RENEWED;
      case PAID_PERIOD_KIND_PART -> Command.PayPeriod.Kind.PART;
      case PAID_PERIOD_KIND_TRIAL -> Command.PayPeriod.Kind.TRIAL;
      case PAID_PERIOD_KIND_UNSPECIFIED, UNRECOGNIZED -> throw unknown(kind);
    };
  }
}
