package io.tollkeeper.engine.domain;

/**
 * A grant that has ended while open reservations held some of it. That part stays theirs; what comes back from them goes the way that
 * the rest of the grant went.
 *
 * @param grant the allotment
 * @param by the type of the entry that it ended with: {@code expire}, {@code void} or {@code clawback}
 * @param held what is still held
 */
public record EndedGrant(Grant grant, EntryType by, Credits held) {}
