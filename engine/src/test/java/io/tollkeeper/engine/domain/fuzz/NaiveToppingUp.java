package io.tollkeeper.engine.domain.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.engine.domain.Window;

/** Credits that are bought when they run low: one at a time, not too often, and later if it was declined. */
record NaiveToppingUp(NaiveAccount account, Instant now) {

  String put(Command.PutAutoTopUp command) {
    if (!account.catalogue.packs().containsKey(command.settings().pack())) return "pack_not_found";
    return want(Optional.of(command.settings()));
  }

  String want(Optional<TopUp.Settings> settings) {
    var was = account.topUp;
    if (!was.settings().equals(settings))
      become(new TopUp(settings, was.made(), was.open(), was.count(), was.lastAt(), 0, Instant.EPOCH));
    return "";
  }

  String end(Command.EndTopUp command) {
    var was = account.topUp;
    if (was.open().filter(open -> open.id().equals(command.id())).isEmpty()) return "";
    if (command.paid()) {
      become(new TopUp(was.settings(), was.made(), Optional.empty(), was.count(), was.lastAt(), 0, Instant.EPOCH));
      return "";
    }
    var hours = 1;
    for (int i = 0; i < was.declined() && hours < 32; i++)
      hours *= 2;
    become(new TopUp(was.settings(), was.made(), Optional.empty(), was.count(), was.lastAt(), was.declined() + 1,
        now.plus(Duration.ofHours(hours))));
    return "";
  }

  /** Asks for one if credits are low and nothing is in the way. */
  void check(String payer) {
    var was = account.topUp;
    if (was.settings().isEmpty() || was.open().isPresent() || payer.isEmpty() || now.isBefore(was.notBefore())) return;
    var wanted = was.settings().get();
    if (account.available().compareTo(Seen.credits(wanted.threshold())) >= 0) return;
    var window = NaiveWindow.of(Window.BILLING_PERIOD, now, account.billedFrom(), account.billedMonths());
    var before = window.has(was.lastAt()) ? was.count() : 0;
    if (before >= wanted.maxPerPeriod()) return;
    become(new TopUp(was.settings(), was.made() + 1,
        Optional.of(new TopUp.Open("topup-" + (was.made() + 1), wanted.pack())), before + 1, now,
        was.declined(), was.notBefore()));
  }

  private void become(TopUp next) {
    account.topUp = next;
    account.record(now, "top up " + next, List.of());
  }
}
