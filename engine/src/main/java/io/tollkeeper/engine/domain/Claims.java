package io.tollkeeper.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What payments want back of their grants. Immutable.
 *
 * @param all by the ids of the grants
 * @param pending how many of them wait for something that is held
 * @param disputed how many of them are disputed
 */
public record Claims(Tree<String, Claim> all, int pending, int disputed) {

  public static final Claims NONE = new Claims(Tree.empty(), 0, 0);

  // Longer than a payment can be disputed. Whoever refunds one later is owed for what expired unused, too.
  private static final Duration KEPT = Duration.ofDays(540);

  /** These claims. */
  public static Claims of(List<Claim> claims) {
    var all = NONE;
    for (var claim : claims)
      all = all.with(claim);
    return all;
  }

  /** All of them, by the ids of the grants. */
  public List<Claim> list() {
    var list = new ArrayList<Claim>(all.size());
    all.forEach((_, claim) -> list.add(claim));
    return list;
  }

  Optional<Claim> find(String grant) {
    return all.get(grant);
  }

  /** Whether what is free of this grant cannot be spent. */
  boolean isDisputed(String grant) {
    return disputed > 0 && find(grant).filter(Claim::isDisputed).isPresent();
  }

  /** How much of these draws is of disputed grants, in micro-credits. */
  long disputed(List<Draw> draws) {
    if (disputed == 0) return 0;
    return Draw.total(draws.stream().filter(draw -> isDisputed(draw.grant())).toList()).micros();
  }

  /** Whether an open dispute suspends the customer. */
  boolean suspend() {
    return disputed > 0 && list().stream().anyMatch(claim -> claim.isDisputed() && claim.suspends());
  }

  /** With this claim in place of the one on its grant. */
  Claims with(Claim claim) {
    var before = find(claim.grant());
    return new Claims(all.plus(claim.grant(), claim),
        pending - before.map(Claims::isPending).orElse(0) + isPending(claim),
        disputed - before.map(Claims::isDisputed).orElse(0) + isDisputed(claim));
  }

  /** Without those on grants that ended too long ago for anyone to want something back of them. */
  Claims recent(Instant now) {
    var recent = this;
    for (var claim : list())
      if (isOver(claim, now)) recent = recent.without(claim);
    return recent;
  }

  /** With so much more of a grant that has ended unused, if it was paid for. */
  Claims withEnded(Grant grant, EntryType by, Credits amount) {
    return !grant.isPaid() || amount.isZero()
        ? this
        : with(find(grant.id()).orElseGet(() -> Claim.on(grant)).withEnded(by, amount));
  }

  /** With so much more of a grant that was given back after its end, and has ended with it. */
  Claims withEnded(Draw draw, EntryType by, Instant now) {
    if (!Grant.isPaid(draw.grant())) return this;
    return with(find(draw.grant()).orElseGet(() -> Claim.on(draw.grant(), now)).withEnded(by, draw.amount()));
  }

  /** With these amounts not lost after all, but gone on into another grant. */
  Claims carried(List<Draw> draws) {
    var next = this;
    for (var draw : draws)
      next = next.find(draw.grant()).map(claim -> claim.withCarried(draw.amount())).map(next::with).orElse(next);
    return next;
  }

  private Claims without(Claim claim) {
    return new Claims(all.minus(claim.grant()), pending - isPending(claim), disputed - isDisputed(claim));
  }

  private static boolean isOver(Claim claim, Instant now) {
    // In seconds: what never ends is as far from now as an instant can be.
    // What was said of a payment is kept for ever: outdated words may still arrive, and must not count again.
    return claim.reversal().isEmpty() && claim.expiresAt().getEpochSecond() < now.getEpochSecond() - KEPT.toSeconds();
  }

  private static int isPending(Claim claim) {
    return claim.isWaiting() ? 1 : 0;
  }

  private static int isDisputed(Claim claim) {
    return claim.isDisputed() ? 1 : 0;
  }
}
