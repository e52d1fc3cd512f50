package io.tollkeeper.config.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import io.tollkeeper.config.kit.Answer;
import io.tollkeeper.config.ledger.Attempt.Result;
import io.tollkeeper.config.ledger.Ledger.Balance;
import io.tollkeeper.config.ledger.Ledger.Entry;

/** The check must be able to fail: each test plants one fault and wants to see it found. */
final class LedgerCheckTest {

  private static final String ACME = "acme";
  private static final Operation GRANT = Operations.grant(ACME, "g", BigDecimal.valueOf(100));
  private static final Operation FIRST = Operations.work(ACME, "u1", BigDecimal.valueOf(30));
  private static final Operation SECOND = Operations.work(ACME, "u2", BigDecimal.valueOf(20));

  private final List<Entry> entries =
      new ArrayList<>(List.of(entry(1, GRANT, 100), entry(2, FIRST, 70), entry(3, SECOND, 50)));
  private final List<Claim> claims =
      new ArrayList<>(List.of(done(GRANT, 0, 1, 100), done(FIRST, 2, 2, 70), done(SECOND, 4, 3, 50)));
  private long settled = 50;

  @Test
  void a_sound_ledger_has_no_problems() {
    assertEquals(List.of(), problems());
  }

  @Test
  void what_was_acknowledged_must_be_there() {
    entries.removeLast();
    settled = 70;
    assertFound("consume:u2 was acknowledged and is missing");
  }

  @Test
  void nothing_is_there_twice() {
    entries.add(entry(4, SECOND, 30));
    settled = 30;
    assertFound("consume:u2 is there twice");
  }

  @Test
  void what_was_refused_must_not_be_there() {
    claims.set(2, claim(SECOND, new Result.Refused(402, "insufficient_credits")));
    assertFound("consume:u2 was refused and is entry 3");
  }

  @Test
  void what_is_unknown_may_be_there_or_not() {
    claims.set(2, claim(SECOND, new Result.Unknown("reset")));
    assertEquals(List.of(), problems());
    entries.removeLast();
    settled = 70;
    assertEquals(List.of(), problems());
  }

  @Test
  void a_refusal_after_an_unknown_outcome_settles_it_but_overload_does_not() {
    var unknown = claim(SECOND, new Result.Unknown("reset"));
    claims.set(2, unknown.and(claim(SECOND, new Result.Refused(429, "overloaded"))));
    assertEquals(List.of(), problems());
    claims.set(2, unknown.and(claim(SECOND, new Result.Refused(402, "insufficient_credits"))));
    assertFound("was refused and is entry 3");
  }

  @Test
  void nothing_is_there_that_nobody_asked_for() {
    claims.removeLast();
    assertFound("consume:u2 was never asked for");
  }

  @Test
  void there_is_no_gap() {
    entries.set(2, entry(4, SECOND, 50));
    assertFound("entry 4 stands at place 3");
  }

  @Test
  void the_amounts_add_up() {
    entries.set(1, new Entry(2, "consume", FIRST.key(), BigDecimal.valueOf(-31), balance(70)));
    assertFound("the amounts add up to 69");
    assertFound("consume:u1 should be of -30 and is of -31");
  }

  @Test
  void the_balance_is_what_the_amounts_add_up_to() {
    settled = 51;
    assertFound("the balance says settled 51");
  }

  @Test
  void no_balance_is_negative() {
    var third = Operations.work(ACME, "u3", BigDecimal.valueOf(60));
    entries.add(entry(4, third, -10));
    claims.add(done(third, 6, 4, -10));
    settled = -10;
    assertFound("leaves less than nothing");
  }

  @Test
  void a_repeat_gets_the_same_answer() {
    claims.set(1, claims.get(1).and(
        new Claim(FIRST, List.of(new Attempt(FIRST, 8, 9, new Result.Ok(new Answer(200, true, "", body(2, 69))))))));
    assertFound("consume:u1 was answered with");
  }

  @Test
  void only_one_answer_is_the_first() {
    claims.set(1, claims.get(1).and(done(FIRST, 8, 2, 70)));
    assertFound("consume:u1 was done for the first time twice");
  }

  @Test
  void an_answer_names_its_entry() {
    claims.set(1, done(FIRST, 2, 5, 70));
    assertFound("consume:u1 was answered with seq 5 and is entry 2");
  }

  @Test
  void what_was_acknowledged_earlier_stands_earlier() {
    claims.set(1, done(FIRST, 6, 2, 70));
    assertFound("consume:u1 is entry 2, but entry 3 had been acknowledged before it was asked for");
  }

  @Test
  void answers_that_mean_nothing_are_told() {
    claims.add(claim(Operations.images(ACME, "u4", 1), new Result.Absurd("500")));
    assertFound("consume:u4 was answered with");
  }

  private List<String> problems() {
    return LedgerCheck.problems(new Ledger(ACME, entries, balance(settled)), claims);
  }

  private void assertFound(String problem) {
    assertTrue(problems().stream().anyMatch(found -> found.contains(problem)),
        () -> "not found: " + problem + " in " + problems());
  }

  private static Entry entry(long seq, Operation operation, long settled) {
    return new Entry(seq, operation.key().replaceFirst(":.*", ""), operation.key(), operation.amount(),
        balance(settled));
  }

  private static Balance balance(long settled) {
    return new Balance(BigDecimal.valueOf(settled), BigDecimal.valueOf(settled));
  }

  private static Claim claim(Operation operation, Result result) {
    return Claim.of(new Attempt(operation, 4, 5, result));
  }

  private static Claim done(Operation operation, long startNanos, long seq, long settled) {
    return Claim.of(new Attempt(operation, startNanos, startNanos + 1,
        new Result.Ok(new Answer(200, false, "", body(seq, settled)))));
  }

  private static String body(long seq, long settled) {
    return "{\"seq\":%d,\"balance\":{\"settled\":\"%d\"}}".formatted(seq, settled);
  }
}
