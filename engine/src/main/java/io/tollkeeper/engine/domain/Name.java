package io.tollkeeper.engine.domain;

/**
 * An id and where it is unique: what a fact is remembered by.
 *
 * @param id the id of the caller; inside a reservation or a run, that one's id, a blank and the caller's
 */
public record Name(IdSpace space, String id) {

  /** An id that is unique inside something that has an id itself. No id contains a blank, so no two such names are equal. */
  static Name inside(IdSpace space, String outer, String id) {
    return new Name(space, outer + ' ' + id);
  }
}
