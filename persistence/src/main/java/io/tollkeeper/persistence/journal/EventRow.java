package io.tollkeeper.persistence.journal;

import java.time.Instant;
import java.util.UUID;

import com.google.protobuf.ByteString;

/**
 * One row of the journal.
 *
 * @param ordering its place among all rows of all customers, given by the database; 0 before it is written
 * @param persistenceId whose journal it is part of
 * @param number its number in that journal, from 1 without gaps
 * @param writer the incarnation that wrote it
 * @param writtenAt when, by the database's clock; the epoch before it is written
 * @param serializer the Pekko serializer that its payload was made by
 * @param manifest the form of the payload
 */
public record EventRow(long ordering, String persistenceId, long number, UUID writer, Instant writtenAt, int serializer,
    String manifest, ByteString payload) {}
