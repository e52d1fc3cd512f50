package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Counted;
import io.tollkeeper.engine.domain.Counter;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.Tree;
import io.tollkeeper.engine.domain.Usage;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.persistence.stored.Customers;
import io.tollkeeper.persistence.stored.Values;

/** The written form of how much was used. */
final class UsageCodec {

  private UsageCodec() {}

  static Values.LimitUse write(LimitUse use) {
    var out = Values.LimitUse.newBuilder().setLimit(use.limit()).setUsed(use.used());
    use.window().ifPresent(window -> out.setWindow(EnumCodec.write(window)));
    use.resetsAt().ifPresent(time -> out.setResetsAt(ValueCodec.write(time)));
    return out.build();
  }

  static LimitUse read(Values.LimitUse use) {
    return new LimitUse(use.getLimit(), use.getUsed(),
        use.hasWindow() ? Optional.of(EnumCodec.read(use.getWindow())) : Optional.<Window>empty(),
        use.hasResetsAt() ? Optional.of(ValueCodec.read(use.getResetsAt())) : Optional.<Instant>empty());
  }

  /** Empty for none at the time that is nearest at hand. */
  static Optional<Values.Counted> write(Counted counted, Instant nearest) {
    var out = Values.Counted.newBuilder().setQuantity(counted.quantity());
    if (!counted.at().equals(nearest)) return Optional.of(out.setAt(ValueCodec.write(counted.at())).build());
    return counted.quantity() == 0 ? Optional.empty() : Optional.of(out.build());
  }

  static Counted read(Values.Counted counted, Instant nearest) {
    return new Counted(counted.getQuantity(), counted.hasAt() ? ValueCodec.read(counted.getAt()) : nearest);
  }

  static void write(Usage usage, Customers.Customer.Builder customer) {
    usage.counters().forEach((feature, counter) -> customer.addCounters(write(feature, counter)));
    usage.levels().forEach(
        (feature, level) -> customer.addLevels(Customers.Level.newBuilder().setFeature(feature).setLevel(level)));
  }

  static Usage read(List<Customers.Counter> counters, List<Customers.Level> levels) {
    var allCounters = Tree.<String, Counter>empty();
    for (var counter : counters)
      allCounters = allCounters.plus(counter.getFeature(), read(counter));
    var allLevels = Tree.<String, Long>empty();
    for (var level : levels)
      allLevels = allLevels.plus(level.getFeature(), level.getLevel());
    return new Usage(allCounters, allLevels);
  }

  private static Customers.Counter write(String feature, Counter counter) {
    var out = Customers.Counter.newBuilder().setFeature(feature)
        .setAt(ValueCodec.write(counter.at()))
        .setSecond(counter.second())
        .setMinute(counter.minute())
        .setHour(counter.hour())
        .setDay(counter.day())
        .setWeek(counter.week())
        .setMonth(counter.month())
        .setBillingPeriod(counter.billingMonth())
        .setBillingYear(counter.billingYear())
        .setLifetime(counter.lifetime());
    if (counter.creationMonth() != counter.billingMonth()) out.setCreationMonth(counter.creationMonth());
    if (!counter.billedSince().equals(Instant.EPOCH)) out.setBilledSince(ValueCodec.write(counter.billedSince()));
    return out.build();
  }

  private static Counter read(Customers.Counter counter) {
    require(counter.hasAt(), "the time of what was counted of " + counter.getFeature());
    return new Counter(ValueCodec.read(counter.getAt()), counter.getSecond(), counter.getMinute(), counter.getHour(),
        counter.getDay(), counter.getWeek(), counter.getMonth(), counter.getBillingPeriod(),
        counter.getBillingYear(),
        counter.hasCreationMonth() ? counter.getCreationMonth() : counter.getBillingPeriod(), counter.getLifetime(),
        counter.hasBilledSince() ? ValueCodec.read(counter.getBilledSince()) : Instant.EPOCH);
  }
}
