package io.tollkeeper.engine.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

/** Commands that are decided one after the other and become durable together, and what their callers are told then. */
final class Batch implements Past {

  // What a fact takes in the journal beside its metadata, generously.
  private static final int FACT_BYTES = 512;

  private final Past earlier;
  private final long row;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();
  private Customer customer;
  private int commands;
  private int bytes;

  /** What is to be done for a caller once the batch is durable. */
  record Reply(Ask ask, Runnable action) {}

  Batch(Customer customer, Past earlier) {
    this.customer = customer;
    this.row = customer.row() + 1;
    this.earlier = earlier;
  }

  boolean hasRoom(EntitySettings settings) {
    return commands < settings.maxBatch() && bytes < settings.maxBatchBytes();
  }

  /** Adds what one command led to. */
  void add(Command command, Decision.Decided decided) {
    facts.addAll(decided.facts());
    customer = decided.customer();
    commands++;
    bytes += FACT_BYTES * decided.facts().size() + metadata(command).json().length();
  }

  /** Adds what is to be done for a caller when all of it is durable. */
  void then(Ask ask, Runnable action) {
    replies.add(new Reply(ask, action));
  }

  private static Metadata metadata(Command command) {
    return switch (command) {
      case Command.Consume consume -> consume.metadata();
      case Command.Reserve reserve -> reserve.metadata();
      case Command.OpenRun open -> open.metadata();
      case Command.PutCustomer put -> put.metadata().orElse(Metadata.NONE);
      case Command.AddGrant _,Command.VoidGrant _,Command.Adjust _,Command.Extend _,Command.Settle _,Command.Release _,Command.Refund _,Command.MoveGauge _,Command.RaiseBudget _,Command.CloseRun _,Command.AssignPlan _,Command.CancelPlan _,Command.PutOverride _,Command.RemoveOverride _,Command.Suspend _,Command.Resume _,Command.PutSubscription _,Command.PayPeriod _,Command.Reverse _,Command.LinkPayer _,Command.PutAutoTopUp _,Command.RemoveAutoTopUp _,Command.EndTopUp _,Command.WriteDue _ ->
        Metadata.NONE;
    };
  }

  /** The state after everything in it, before its row is closed. */
  Customer customer() {
    return customer;
  }

  /** Whether there is nothing to write. */
  boolean isEmpty() {
    return facts.isEmpty();
  }

  /** The row that it becomes. */
  Facts facts() {
    return new Facts(facts);
  }

  /** The state after that row. */
  Customer after() {
    return customer.endRow();
  }

  void answer() {
    replies.forEach(reply -> reply.action().run());
  }

  void refuse(Response refusal) {
    replies.forEach(reply -> reply.ask().replyTo().tell(refusal));
  }

  @Override
  public Optional<Facts> row(long number) {
    return number == row ? Optional.of(facts()) : earlier.row(number);
  }

  @Override
  public Optional<List<Long>> forgotten(long hash) {
    return earlier.forgotten(hash);
  }

  @Override
  public Optional<Catalogue> catalogue(int version) {
    return earlier.catalogue(version);
  }
}
