package io.tollkeeper.engine.entity;

/** Marks what travels between the nodes of one release, as CBOR. Nothing that is stored has this mark. */
public interface WireMessage {}
