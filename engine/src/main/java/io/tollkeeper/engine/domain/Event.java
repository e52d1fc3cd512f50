package io.tollkeeper.engine.domain;

import java.util.Optional;

/**
 * What happened to a customer, complete enough never to be decided again: it carries the command as it was accepted and every choice
 * that was made. Stored as part of a {@link Fact}.
 */
public sealed interface Event {

  /** The command with an id that this event is remembered by, if it is. */
  default Optional<Command.Identified> identified() {
    return switch (this) {
      case GrantAdded added -> Optional.of(added.command());
      case AdjustedUp adjusted -> Optional.of(adjusted.command());
      case AdjustedDown adjusted -> Optional.of(adjusted.command());
      case Consumed consumed -> Optional.of(consumed.command());
      case CustomerPut _,GrantStarted _,GrantExpired _,GrantVoided _ -> Optional.empty();
    };
  }

  /** The customer was created, or its profile changed: how it is since then. */
  record CustomerPut(Profile profile) implements Event {}

  /** A grant was accepted. Its {@code grant} entry is part of this fact, or of {@link GrantStarted} if it becomes effective later. */
  record GrantAdded(Command.AddGrant command, Grant grant) implements Event {}

  /** A grant that was accepted earlier became effective. */
  record GrantStarted(String grant) implements Event {}

  /** A grant expired; the entry says how much was lost. */
  record GrantExpired(String grant) implements Event {}

  /** The unused part of a grant was taken back, or one that was still to start was called off. */
  record GrantVoided(String grant, String reason) implements Event {}

  /** The balance was corrected upwards, by this grant. */
  record AdjustedUp(Command.Adjust command, Grant grant) implements Event {}

  /** The balance was corrected downwards. */
  record AdjustedDown(Command.Adjust command) implements Event {}

  /**
   * A piece of work was accepted and charged.
   *
   * @param catalogueVersion the publication that it was decided by
   * @param price the price that applied
   * @param required what it cost
   * @param uncollected the part of that which could not be charged
   * @param available what this feature could draw afterwards
   */
  record Consumed(Command.Consume command, int catalogueVersion, Price price, Credits required, Credits uncollected,
      Credits available) implements Event {

    public Credits charged() {
      return required.minus(uncollected);
    }
  }
}
