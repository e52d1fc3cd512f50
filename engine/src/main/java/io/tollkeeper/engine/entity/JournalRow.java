package io.tollkeeper.engine.entity;

import io.tollkeeper.engine.domain.Facts;

/** One row of a customer's journal: the facts that became durable together. Rows are numbered from 1 without gaps. */
public record JournalRow(long number, Facts facts) {}
