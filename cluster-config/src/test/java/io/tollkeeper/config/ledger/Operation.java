package io.tollkeeper.config.ledger;

import java.math.BigDecimal;

import io.tollkeeper.config.kit.Call;

/**
 * Something that is to change a customer's ledger by one entry, however often it is sent.
 *
 * @param key what the entry is found by: its type and its id
 * @param amount what the entry does to the balance
 * @param answered whether the answer is the entry's; otherwise it only promises that the entry will come
 */
public record Operation(String customer, String key, BigDecimal amount, boolean answered, Call call) {}
