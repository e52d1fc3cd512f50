package io.tollkeeper.persistence.codec;

import java.time.Instant;
import java.util.Optional;

import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.persistence.stored.Rows;
import io.tollkeeper.persistence.stored.Values;

/** The written form of how credits are topped up. */
final class TopUpCodec {

  private TopUpCodec() {}

  static Rows.TopUp write(TopUp topUp) {
    var out = Rows.TopUp.newBuilder().setMade(topUp.made()).setCount(topUp.count()).setDeclined(topUp.declined());
    topUp.settings().ifPresent(wanted -> out.getSettingsBuilder().setThreshold(wanted.threshold().micros())
        .setPack(wanted.pack()).setMaxPerPeriod(wanted.maxPerPeriod()));
    topUp.open().ifPresent(open -> out.getOpenBuilder().setId(open.id()).setPack(open.pack()));
    if (!topUp.lastAt().equals(Instant.EPOCH)) out.setLastAt(ValueCodec.write(topUp.lastAt()));
    if (!topUp.notBefore().equals(Instant.EPOCH)) out.setNotBefore(ValueCodec.write(topUp.notBefore()));
    return out.build();
  }

  static TopUp read(Rows.TopUp topUp) {
    return new TopUp(topUp.hasSettings() ? Optional.of(read(topUp.getSettings())) : Optional.<TopUp.Settings>empty(),
        topUp.getMade(),
        topUp.hasOpen()
            ? Optional.of(new TopUp.Open(topUp.getOpen().getId(), topUp.getOpen().getPack()))
            : Optional.<TopUp.Open>empty(),
        topUp.getCount(), time(topUp.hasLastAt(), topUp.getLastAt()), topUp.getDeclined(),
        time(topUp.hasNotBefore(), topUp.getNotBefore()));
  }

  private static TopUp.Settings read(Rows.TopUp.Settings wanted) {
    return new TopUp.Settings(new Credits(wanted.getThreshold()), wanted.getPack(), wanted.getMaxPerPeriod());
  }

  private static Instant time(boolean given, Values.Time time) {
    return given ? ValueCodec.read(time) : Instant.EPOCH;
  }
}
