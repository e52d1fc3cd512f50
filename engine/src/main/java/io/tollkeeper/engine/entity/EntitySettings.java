package io.tollkeeper.engine.entity;

import java.time.Duration;

import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.RememberedIds;

/**
 * How the customers of a node are run.
 *
 * @param limits how much one customer may have
 * @param window how long ids are remembered in memory
 * @param maxBatch how many commands may become one journal row
 * @param maxBatchBytes about how large such a row may get
 * @param maxQueue how many requests may wait for one customer
 * @param maxInFlight how many requests this node may have under way
 * @param tailFacts how many of its last facts a customer keeps in memory
 * @param snapshotEvery after how many journal rows a snapshot is taken
 * @param askTimeout how long a request may take
 */
public record EntitySettings(Limits limits, RememberedIds.Window window, int maxBatch, int maxBatchBytes, int maxQueue,
    int maxInFlight, int tailFacts,
    int snapshotEvery, Duration askTimeout) {}
