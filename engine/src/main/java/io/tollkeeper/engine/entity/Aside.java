package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Resume;

/** What a customer's actor has done beside its own work. What follows of it happens on the actor's thread, or never if it has stopped. */
final class Aside {

  private final ActorContext<Message> context;

  Aside(ActorContext<Message> context) {
    this.context = context;
  }

  /** Goes on with one of these when the stage is complete. */
  <T> void run(CompletionStage<T> stage, Consumer<T> done, Consumer<Throwable> failed) {
    // A stage may have no value. Pekko would send that as a message, and its log of dead letters fails on one if the actor has stopped.
    context.pipeToSelf(stage.handle((value, failure) -> new Resume(
        failure == null ? () -> done.accept(value) : () -> failed.accept(failure))), (step, _) -> step);
  }

  /** Goes on with this after a while. */
  void later(Duration delay, Runnable step) {
    context.scheduleOnce(delay, context.getSelf(), new Resume(step));
  }
}
