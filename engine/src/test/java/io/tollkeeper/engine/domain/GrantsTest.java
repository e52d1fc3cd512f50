package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class GrantsTest {

  private static final Instant DAY1 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant DAY2 = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant DAY3 = Instant.parse("2026-01-03T00:00:00Z");

  @Test
  void priority_then_expiry_then_kind_then_age_then_id_decide_what_is_spent_first() {
    var inOrder = new ArrayList<Grant>();
    for (var priority : List.of(-1, 0, 10))
      for (var expiresAt : List.of(DAY2, DAY3, Grant.NEVER))
        for (var kind : List.of(GrantKind.PROMOTIONAL, GrantKind.ROLLOVER, GrantKind.PLAN, GrantKind.ADJUSTMENT,
            GrantKind.PAID))
          for (var effectiveAt : List.of(DAY1, DAY1.plusNanos(1)))
            for (var id : List.of("a", "b"))
              inOrder.add(new Grant(id, new Credits(1), kind, priority, effectiveAt, expiresAt, Set.of(), "api"));
    for (int i = 0; i < inOrder.size(); i++)
      for (int j = 0; j < inOrder.size(); j++)
        assertEquals(Integer.compare(i, j),
            Integer.signum(Grant.BURN_DOWN_ORDER.compare(inOrder.get(i), inOrder.get(j))),
            inOrder.get(i) + " against " + inOrder.get(j));
    var live = new ArrayList<>(inOrder.stream().map(grant -> GrantBalance.full(grant)).toList());
    Collections.shuffle(live, new Random(1));
    assertEquals(inOrder,
        Grants.of(live, List.of(), List.of(), List.of(), Claims.NONE).live().stream().map(GrantBalance::grant)
            .toList());
  }

  @Test
  void a_grant_is_active_from_its_start_inclusive_to_its_end_exclusive() {
    var grant = grant("a", 1, DAY1, DAY2);
    assertFalse(grant.activeAt(DAY1.minusNanos(1)));
    assertTrue(grant.activeAt(DAY1));
    assertTrue(grant.activeAt(DAY2.minusNanos(1)));
    assertFalse(grant.activeAt(DAY2));
  }

  @Test
  void the_next_thing_due_is_the_earliest_start_or_end() {
    assertEquals(Grant.NEVER, Grants.NONE.nextDue());
    var grants = Grants.NONE.start(grant("a", 1, DAY1, DAY3));
    assertEquals(DAY3, grants.nextDue());
    assertEquals(DAY2, grants.schedule(grant("b", 1, DAY2, DAY3)).nextDue());
    assertEquals(Grant.NEVER, grants.end("a", EntryType.EXPIRE).nextDue());
    assertEquals(Grant.NEVER, grants.take(List.of(draw("a", 1))).nextDue());
  }

  @Test
  void credits_are_taken_in_order_and_only_from_what_serves_the_feature() {
    var images = new Grant("images", new Credits(5), GrantKind.PAID, 1, DAY1, DAY2, Set.of("image"), "api");
    var grants = Grants.NONE.start(grant("a", 3, DAY1, DAY2)).start(images).start(grant("b", 4, DAY1, DAY3));
    assertEquals(new Credits(12), grants.freeFor("image"));
    assertEquals(new Credits(7), grants.freeFor("chat"));
    assertEquals(List.of(draw("images", 5), draw("a", 3), draw("b", 1)), grants.drawsFor("image", new Credits(9)));
    assertEquals(List.of(draw("a", 3), draw("b", 4)), grants.drawsFor("chat", new Credits(99)));
    assertEquals(List.of(draw("images", 5), draw("a", 1)), grants.draws(new Credits(6)));
    assertEquals(List.of(), grants.drawsFor("chat", Credits.ZERO));
  }

  @Test
  void taking_leaves_the_old_grants_as_they_were() {
    var before = Grants.NONE.start(grant("a", 3, DAY1, DAY2)).start(grant("b", 4, DAY1, DAY3));
    var after = before.take(List.of(draw("a", 3), draw("b", 1)));
    assertEquals(List.of(new GrantBalance(grant("b", 4, DAY1, DAY3), new Credits(3), Credits.ZERO)), after.live());
    assertEquals(List.of(grant("a", 3, DAY1, DAY2)), after.drained());
    assertEquals(new Credits(7), before.freeFor("any"));
    assertEquals(2, before.open());
    assertEquals(1, after.open());
  }

  @Test
  void a_grant_is_found_while_it_has_not_ended() {
    var grants = Grants.NONE.start(grant("live", 3, DAY1, DAY3)).schedule(grant("later", 4, DAY2, DAY3))
        .start(grant("spent", 5, DAY1, DAY3)).take(List.of(draw("spent", 5)));
    assertEquals(Optional.of(new Credits(3)), grants.find("live").map(GrantBalance::left));
    assertEquals(Optional.of(new Credits(4)), grants.find("later").map(GrantBalance::left));
    assertEquals(Optional.of(Credits.ZERO), grants.find("spent").map(GrantBalance::left));
    assertEquals(Optional.empty(), grants.find("nobody"));
    for (var id : List.of("live", "later", "spent"))
      assertEquals(Optional.empty(), grants.end(id, EntryType.VOID).find(id));
  }

  @Test
  void a_scheduled_grant_moves_over_when_it_starts() {
    var later = grant("later", 4, DAY2, DAY3);
    var started = Grants.NONE.schedule(later).start(later);
    assertEquals(List.of(), started.scheduled());
    assertEquals(List.of(GrantBalance.full(later)), started.live());
    assertNotEquals(started, Grants.NONE.schedule(later));
  }

  @Test
  void of_the_spent_ones_the_last_hundred_are_kept() {
    var grants = Grants.NONE;
    for (int i = 1; i <= 101; i++)
      grants = grants.start(grant("g" + i, 1, DAY1, DAY3)).take(List.of(draw("g" + i, 1)));
    assertEquals(100, grants.drained().size());
    assertEquals("g2", grants.drained().getFirst().id());
  }

  @Test
  void a_pack_that_is_used_up_is_kept_until_it_expires() {
    var grants = spent(Grants.NONE, "stripe:cs_1:studio", DAY2);
    for (int i = 1; i <= 150; i++)
      grants = spent(spent(grants, "g" + i, DAY3), "stripe:cs_2:pack" + i, DAY3);
    var owned = grants.owned(DAY1).stream().map(Grant::id).toList();
    assertTrue(owned.contains("stripe:cs_1:studio"));
    assertTrue(owned.contains("stripe:cs_2:pack1"));
    assertFalse(owned.contains("g50"));
    assertTrue(owned.contains("g51"));
    assertEquals(251, owned.size());
    assertEquals(250, grants.start(grant("next", 1, DAY2, DAY3)).drained().size());
  }

  @Test
  void of_the_packs_that_are_used_up_the_last_thousand_are_kept() {
    var grants = spent(Grants.NONE, "other", DAY3);
    for (int i = 1; i <= 1_001; i++)
      grants = spent(grants, "stripe:cs_1:pack" + i, DAY3);
    assertEquals(1_001, grants.drained().size());
    assertEquals(List.of("other", "stripe:cs_1:pack2"),
        grants.drained().stream().limit(2).map(Grant::id).toList());
  }

  @Test
  void what_is_recalled_is_there_once() {
    var spent = spent(Grants.NONE, "a", DAY3);
    assertEquals(spent, spent.recall(grant("a", 1, DAY1, DAY3)));
  }

  @Test
  void what_is_held_is_neither_free_nor_gone() {
    var grants = Grants.NONE.start(grant("a", 5, DAY1, DAY3)).hold(List.of(draw("a", 3)));
    assertEquals(new Credits(2), grants.freeFor("any"));
    assertEquals(List.of(draw("a", 2)), grants.draws(new Credits(9)));
    assertEquals(new Credits(5), grants.release(List.of(draw("a", 3))).freeFor("any"));
    assertEquals(List.of(grant("a", 5, DAY1, DAY3)),
        grants.takeHeld(List.of(draw("a", 3))).take(List.of(draw("a", 2))).drained());
  }

  @Test
  void what_is_held_of_a_grant_that_ended_is_known_until_it_is_used_or_comes_back() {
    var ended = Grants.NONE.start(grant("a", 5, DAY1, DAY3)).hold(List.of(draw("a", 3))).end("a", EntryType.VOID);
    assertEquals(Credits.ZERO, ended.freeFor("any"));
    assertEquals(Optional.of(new EndedGrant(grant("a", 5, DAY1, DAY3), EntryType.VOID, new Credits(3))),
        ended.findEnded("a"));
    var rest = ended.takeHeld(List.of(draw("a", 1)));
    assertEquals(Optional.of(new Credits(2)), rest.findEnded("a").map(EndedGrant::held));
    assertEquals(List.of(), rest.release(List.of(draw("a", 2))).ended());
  }

  @Test
  void what_is_given_back_to_a_spent_grant_makes_it_live_again() {
    var spent = Grants.NONE.start(grant("a", 5, DAY1, DAY3)).take(List.of(draw("a", 5)));
    var revived = spent.give(List.of(draw("a", 2)));
    assertEquals(List.of(new GrantBalance(grant("a", 5, DAY1, DAY3), new Credits(2), Credits.ZERO)), revived.live());
    assertEquals(List.of(), revived.drained());
    assertEquals(DAY3, revived.nextDue());
  }

  private static Grants spent(Grants grants, String id, Instant expiresAt) {
    return grants.start(grant(id, 1, DAY1, expiresAt)).take(List.of(draw(id, 1)));
  }

  private static Grant grant(String id, long micros, Instant effectiveAt, Instant expiresAt) {
    return new Grant(id, new Credits(micros), GrantKind.PAID, 10, effectiveAt, expiresAt, Set.of(), "api");
  }

  private static Draw draw(String grant, long micros) {
    return new Draw(grant, new Credits(micros));
  }
}
