package io.tollkeeper.engine.domain;

/**
 * Something that is wrong with a document.
 *
 * @param path where, as a JSON pointer (RFC 6901)
 * @param message what is wrong
 * @param hint what would be right
 */
public record Problem(String path, String message, String hint) {}
