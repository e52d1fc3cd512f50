package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.util.Set;

import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.persistence.stored.Values;

/** The written form of grants. */
final class GrantCodec {

  private GrantCodec() {}

  static Values.Grant write(Grant grant) {
    var out = Values.Grant.newBuilder()
        .setId(grant.id())
        .setCredits(grant.credits().micros())
        .setKind(EnumCodec.write(grant.kind()))
        .setPriority(grant.priority())
        .setEffectiveAt(ValueCodec.write(grant.effectiveAt()))
        .addAllFeatures(grant.features().stream().sorted().toList())
        .setSource(grant.source());
    if (!grant.expiresAt().equals(Grant.NEVER)) out.setExpiresAt(ValueCodec.write(grant.expiresAt()));
    return out.build();
  }

  static Grant read(Values.Grant grant) {
    require(grant.hasEffectiveAt(), "the start of grant " + grant.getId());
    return new Grant(grant.getId(), new Credits(grant.getCredits()), EnumCodec.read(grant.getKind()),
        grant.getPriority(), ValueCodec.read(grant.getEffectiveAt()),
        grant.hasExpiresAt() ? ValueCodec.read(grant.getExpiresAt()) : Grant.NEVER, Set.copyOf(grant.getFeaturesList()),
        grant.getSource());
  }
}
