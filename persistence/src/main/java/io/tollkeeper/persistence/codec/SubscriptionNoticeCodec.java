package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.tollkeeper.engine.domain.payer.Notice.Subscription;
import io.tollkeeper.persistence.stored.Payers.PaidSubscription;
import io.tollkeeper.persistence.stored.Values;

/** The written form of what providers tell of subscriptions. */
final class SubscriptionNoticeCodec {

  private SubscriptionNoticeCodec() {}

  static void write(Subscription notice, PaidSubscription.Builder out) {
    out.setId(notice.id()).setAt(ValueCodec.write(notice.at())).setFetched(notice.fetched())
        .setStanding(NoticeEnumCodec.write(notice.standing()));
    notice.items().forEach(item -> out.addItemsBuilder().setPrice(item.price()).setQuantity(item.quantity())
        .setPeriod(PlanCodec.write(item.period())));
    notice.trialEnd().ifPresent(time -> out.setTrialEnd(ValueCodec.write(time)));
    notice.cancelAt().ifPresent(time -> out.setCancelAt(ValueCodec.write(time)));
    fields(notice.values(), out::addValuesBuilder);
    fields(notice.previous(), out::addPreviousBuilder);
  }

  static Subscription read(PaidSubscription stored) {
    require(stored.hasAt(), "the time of a notice");
    return new Subscription(stored.getId(), ValueCodec.read(stored.getAt()), stored.getFetched(),
        NoticeEnumCodec.read(stored.getStanding()),
        stored.getItemsList().stream().map(SubscriptionNoticeCodec::read).toList(),
        time(stored.hasTrialEnd(), stored.getTrialEnd()), time(stored.hasCancelAt(), stored.getCancelAt()),
        fields(stored.getValuesList()), fields(stored.getPreviousList()));
  }

  private static Subscription.Item read(PaidSubscription.Item item) {
    require(item.hasPeriod(), "the period of an item");
    return new Subscription.Item(item.getPrice(), item.getQuantity(), PlanCodec.read(item.getPeriod()));
  }

  private static void fields(Map<String, String> fields, Supplier<PaidSubscription.Field.Builder> out) {
    new TreeMap<>(fields).forEach((name, value) -> out.get().setName(name).setValue(value));
  }

  private static Map<String, String> fields(List<PaidSubscription.Field> fields) {
    return fields.stream().collect(Collectors.toMap(PaidSubscription.Field::getName, PaidSubscription.Field::getValue));
  }

  private static Optional<Instant> time(boolean given, Values.Time time) {
    return given ? Optional.of(ValueCodec.read(time)) : Optional.empty();
  }
}
