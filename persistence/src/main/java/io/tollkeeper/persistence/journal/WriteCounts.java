package io.tollkeeper.persistence.journal;

/**
 * What the journal has written since it was opened.
 *
 * @param rows rows that became durable
 * @param batches transactions that stored them
 * @param splits batches that failed and were tried again in halves
 * @param rejected writes that failed by their own fault
 * @param failed writes that failed by the database's fault
 */
public record WriteCounts(long rows, long batches, long splits, long rejected, long failed) {}
