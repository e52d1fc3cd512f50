package io.tollkeeper.config.stripe.story;

/**
 * Something that the customer does between the events of a story.
 *
 * @param after how many events have come by then, if they come once and in their natural order
 * @param path where it is asked for
 */
record Work(int after, String path, String body) {}
