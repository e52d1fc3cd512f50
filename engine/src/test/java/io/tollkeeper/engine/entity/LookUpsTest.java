package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Resume;

/** Answers of the index never say less than what the customer has forgotten, whenever they were asked for. */
class LookUpsTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final CustomerKey KEY = new CustomerKey("t", "acme");

  private final KeptIds index = new KeptIds();
  private final CompletableFuture<ForgottenIds> made = new CompletableFuture<>();
  private final ActorRef<Message> actor = KIT.spawn(Behaviors.<Message>setup(context -> {
    made.complete(new ForgottenIds(KEY, index, new Aside(context), 10));
    return Behaviors.receiveMessage(message -> {
      if (message instanceof Resume(var step)) step.run();
      return Behaviors.same();
    });
  }));
  private final Customer customer = withIds(400);
  private final long oldest = customer.ids().hash(IdSpace.ADJUSTMENT, "a0");

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void one_that_was_at_hand_when_the_id_was_indexed_tells_of_it() {
    lookUp().join();
    assertEquals(Optional.of(List.of()), ask(ids -> ids.rows(oldest)));
    index();
    assertEquals(Optional.of(List.of(2L)), ask(ids -> ids.rows(oldest)));
  }

  @Test
  void one_that_was_on_its_way_when_the_id_was_indexed_tells_of_it() {
    index.holdLookUps();
    var done = lookUp();
    index();
    index.release();
    done.join();
    assertEquals(Optional.of(List.of(2L)), ask(ids -> ids.rows(oldest)));
  }

  @Test
  void it_is_kept_until_nobody_waits_for_any() {
    lookUp().join();
    assertEquals(Optional.empty(), ask(ids -> {
      ids.rest();
      return ids.rows(oldest);
    }));
  }

  private CompletableFuture<Boolean> lookUp() {
    var done = new CompletableFuture<Boolean>();
    ask(ids -> {
      ids.lookUp(List.of(oldest), () -> done.complete(true), done::completeExceptionally);
      return true;
    });
    return done;
  }

  /** Indexes what is overdue, until the customer is told that it may forget it. */
  private void index() {
    KIT.createTestProbe().awaitAssert(() -> {
      assertEquals(true, ask(ids -> ids.index(customer).ids().mayHaveForgotten()));
      return true;
    });
  }

  private <T> T ask(Function<ForgottenIds, T> question) {
    var ids = made.join();
    var answer = new CompletableFuture<T>();
    actor.tell(new Resume(() -> answer.complete(question.apply(ids))));
    return answer.join();
  }

  private static Customer withIds(int count) {
    var customer = decide(Customer.unknown(KEY, new RememberedIds.Window(5, Duration.ofDays(1))),
        new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    for (int i = 0; i < count; i++)
      customer = decide(customer, new Command.Adjust("a" + i, 1_000_000, ""));
    return customer;
  }

  private static Customer decide(Customer customer, Command command) {
    var decision =
        new Decider(new Limits(1_000, 100, 100, 8, Duration.ofDays(7))).decide(customer, command, Catalogue.EMPTY,
            Past.of(_ -> Optional.empty()), Instant.EPOCH);
    return ((Decision.Decided) decision).customer().endRow();
  }
}
