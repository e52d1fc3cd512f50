package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a customer may use a feature, and why.
 *
 * @param entitled whether it may, as far as rights go; limits and credits are asked for besides
 * @param value the value of a config feature
 * @param source what says so; see {@link Entitling}
 * @param from since when; empty for always
 * @param until until when; empty if that is open
 * @param limit the limit of which least is left; empty if it has none
 */
public record EntitlementView(String feature, FeatureKind kind, boolean entitled, Optional<String> value, String source,
    Optional<Instant> from, Optional<Instant> until, Optional<LimitUse> limit) {}
