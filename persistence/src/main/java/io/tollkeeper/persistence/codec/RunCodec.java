package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Run;
import io.tollkeeper.persistence.stored.Commands;
import io.tollkeeper.persistence.stored.Rows;
import io.tollkeeper.persistence.stored.Values;

/** The written form of runs, their commands and their events. */
final class RunCodec {

  private RunCodec() {}

  static Values.Run write(Run run) {
    var out = Values.Run.newBuilder()
        .setId(run.id())
        .setBudget(run.budget().micros())
        .setSpent(run.spent().micros())
        .setReserved(run.reserved().micros())
        .setExpiresAt(ValueCodec.write(run.expiresAt()))
        .setStatus(EnumCodec.write(run.status()));
    run.parent().ifPresent(out::setParent);
    if (ValueCodec.isGiven(run.metadata())) out.setMetadata(ValueCodec.write(run.metadata()));
    return out.build();
  }

  static Run read(Values.Run run) {
    require(run.hasExpiresAt(), "the end of run " + run.getId());
    return new Run(run.getId(), run.hasParent() ? Optional.of(run.getParent()) : Optional.empty(),
        new Credits(run.getBudget()), new Credits(run.getSpent()), new Credits(run.getReserved()),
        ValueCodec.read(run.getExpiresAt()),
        run.hasMetadata() ? ValueCodec.read(run.getMetadata()) : Metadata.NONE, EnumCodec.read(run.getStatus()));
  }

  static List<Values.Run> write(List<Run> runs) {
    return runs.stream().map(RunCodec::write).toList();
  }

  static List<Run> read(List<Values.Run> runs) {
    return runs.stream().map(RunCodec::read).toList();
  }

  static void write(Event.RunOpened event, Rows.RunOpenedV1.Builder out) {
    // What the command says is not written again, so it must be the same.
    if (!event.run().equals(opened(event.command(), event.run().expiresAt())))
      throw new StoredFormException("run " + event.run().id() + " does not begin as its command says");
    out.setCommand(write(event.command())).setExpiresAt(ValueCodec.write(event.run().expiresAt()));
  }

  static Event read(Rows.RunOpenedV1 event) {
    require(event.hasCommand() && event.hasExpiresAt(), "the command or the end of a run");
    var command = read(event.getCommand());
    return new Event.RunOpened(command, opened(command, ValueCodec.read(event.getExpiresAt())));
  }

  static void write(Event.BudgetRaised event, Rows.BudgetRaisedV1.Builder out) {
    out.setCommand(write(event.command())).setRun(write(event.run()));
  }

  static Event read(Rows.BudgetRaisedV1 event) {
    require(event.hasCommand() && event.hasRun(), "the command or the run of a raise");
    return new Event.BudgetRaised(read(event.getCommand()), read(event.getRun()));
  }

  private static Run opened(Command.OpenRun command, Instant until) {
    return new Run(command.id(), command.parent(), command.budget(), Credits.ZERO, Credits.ZERO, until,
        command.metadata(), Run.Status.OPEN);
  }

  private static Commands.OpenRun write(Command.OpenRun command) {
    var out = Commands.OpenRun.newBuilder()
        .setId(command.id())
        .setBudget(command.budget().micros())
        .setTtl(ValueCodec.write(command.ttl()));
    command.parent().ifPresent(out::setParent);
    if (ValueCodec.isGiven(command.metadata())) out.setMetadata(ValueCodec.write(command.metadata()));
    return out.build();
  }

  private static Command.OpenRun read(Commands.OpenRun command) {
    require(command.hasTtl(), "the time to live of run " + command.getId());
    return new Command.OpenRun(command.getId(), new Credits(command.getBudget()),
        command.hasParent() ? Optional.of(command.getParent()) : Optional.empty(), ValueCodec.read(command.getTtl()),
        command.hasMetadata() ? ValueCodec.read(command.getMetadata()) : Metadata.NONE);
  }

  private static Commands.RaiseBudget write(Command.RaiseBudget command) {
    return Commands.RaiseBudget.newBuilder().setId(command.id()).setRun(command.run()).setMore(command.more().micros())
        .build();
  }

  private static Command.RaiseBudget read(Commands.RaiseBudget command) {
    return new Command.RaiseBudget(command.getId(), command.getRun(), new Credits(command.getMore()));
  }
}
