package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.ArrayList;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tollkeeper.engine.domain.Claims;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.EndedGrant;
import io.tollkeeper.engine.domain.GrantBalance;
import io.tollkeeper.engine.domain.Grants;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.domain.Reservations;
import io.tollkeeper.engine.domain.Runs;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.persistence.stored.Customers;

/** The written form of a customer's snapshot. */
public final class CustomerCodec {

  /** The manifest that snapshots are written under. */
  public static final String MANIFEST = "s1";

  private CustomerCodec() {}

  /** The bytes of a snapshot. */
  public static byte[] write(Customer customer) {
    return Seal.close(toStored(customer));
  }

  /**
   * The customer that these bytes are.
   *
   * @param window how long ids are remembered from now on
   */
  public static Customer read(byte[] bytes, RememberedIds.Window window) {
    try {
      return fromStored(Customers.Customer.parseFrom(Seal.open(bytes)), window);
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new StoredFormException("a snapshot of form " + MANIFEST + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Customers.Customer toStored(Customer customer) {
    var out = Customers.Customer.newBuilder()
        .setTenant(customer.key().tenant())
        .setCustomer(customer.key().customer())
        .setExists(customer.exists())
        .setProfile(ValueCodec.write(customer.profile()))
        .setCreatedAt(ValueCodec.write(customer.createdAt()))
        .setLastAt(ValueCodec.write(customer.lastAt()));
    for (var balance : customer.grants().live())
      out.addLive(Customers.GrantBalance.newBuilder().setGrant(GrantCodec.write(balance.grant()))
          .setLeft(balance.left().micros()).setHeld(balance.held().micros()));
    for (var grant : customer.grants().scheduled())
      out.addScheduled(GrantCodec.write(grant));
    for (var grant : customer.grants().drained())
      out.addDrained(GrantCodec.write(grant));
    for (var grant : customer.grants().ended())
      out.addEnded(Customers.EndedGrant.newBuilder().setGrant(GrantCodec.write(grant.grant()))
          .setBy(EnumCodec.write(grant.by())).setHeld(grant.held().micros()));
    var reservations = reservations(out, customer.lastAt());
    for (var reservation : customer.reservations().list())
      out.addReservations(reservations.write(reservation));
    out.addAllRuns(RunCodec.write(customer.runs().list()));
    UsageCodec.write(customer.usage(), out);
    AccessCodec.write(customer.access()).ifPresent(out::setAccess);
    for (var claim : customer.grants().claims().list())
      out.addClaims(ClaimCodec.write(claim));
    if (!customer.topUp().equals(TopUp.NONE)) out.setTopUp(TopUpCodec.write(customer.topUp()));
    return out.setBalance(ValueCodec.write(customer.balance()))
        .setSeq(customer.seq())
        .setChain(ValueCodec.write(customer.chain()))
        .setRow(customer.row())
        .setIds(write(customer.ids()))
        .build();
  }

  private static Customer fromStored(Customers.Customer stored, RememberedIds.Window window) {
    require(
        stored.hasProfile() && stored.hasCreatedAt() && stored.hasLastAt() && stored.hasBalance() && stored.hasIds(),
        "a part of the customer");
    var live = stored.getLiveList().stream().map(CustomerCodec::read).toList();
    var scheduled = stored.getScheduledList().stream().map(GrantCodec::read).toList();
    var drained = stored.getDrainedList().stream().map(GrantCodec::read).toList();
    var ended = stored.getEndedList().stream().map(CustomerCodec::read).toList();
    var claims = Claims.of(stored.getClaimsList().stream().map(ClaimCodec::read).toList());
    var grants = Grants.of(live, scheduled, drained, ended, claims);
    var lastAt = ValueCodec.read(stored.getLastAt());
    var reservations = reservations(stored, lastAt);
    return new Customer(new CustomerKey(stored.getTenant(), stored.getCustomer()), stored.getExists(),
        ValueCodec.read(stored.getProfile()), ValueCodec.read(stored.getCreatedAt()), lastAt, grants,
        Reservations.of(stored.getReservationsList().stream().map(reservations::read).toList()),
        Runs.of(RunCodec.read(stored.getRunsList())),
        UsageCodec.read(stored.getCountersList(), stored.getLevelsList()), AccessCodec.read(stored.getAccess()),
        TopUpCodec.read(stored.getTopUp()),
        ValueCodec.read(stored.getBalance()), stored.getSeq(), ValueCodec.hash(stored.getChain()), stored.getRow(),
        read(stored.getIds(), window));
  }

  /** How reservations are written after the grants of this snapshot, as they stand there: in memory they may be ordered otherwise one day. */
  private static ReservationCodec reservations(Customers.CustomerOrBuilder stored, Instant lastAt) {
    var named = new ArrayList<String>();
    stored.getLiveList().forEach(balance -> named.add(balance.getGrant().getId()));
    stored.getDrainedList().forEach(grant -> named.add(grant.getId()));
    stored.getEndedList().forEach(grant -> named.add(grant.getGrant().getId()));
    return new ReservationCodec(new DrawCodec(named), lastAt);
  }

  private static GrantBalance read(Customers.GrantBalance balance) {
    require(balance.hasGrant(), "a grant");
    return new GrantBalance(GrantCodec.read(balance.getGrant()), new Credits(balance.getLeft()),
        new Credits(balance.getHeld()));
  }

  private static EndedGrant read(Customers.EndedGrant grant) {
    require(grant.hasGrant(), "a grant that has ended");
    return new EndedGrant(GrantCodec.read(grant.getGrant()), EnumCodec.read(grant.getBy()),
        new Credits(grant.getHeld()));
  }

  private static Customers.RememberedIds write(RememberedIds ids) {
    var out = Customers.RememberedIds.newBuilder();
    ids.forEach(new RememberedIds.Visitor() {
      private long lastRow;
      private int lastMinute;

      @Override
      public void visit(long hash, long row, int minute) {
        out.addHashes(hash).addRows(row - lastRow).addMinutes(minute - lastMinute);
        lastRow = row;
        lastMinute = minute;
      }
    });
    return out.setIndexed(ids.indexed()).build();
  }

  private static RememberedIds read(Customers.RememberedIds stored, RememberedIds.Window window) {
    var count = stored.getHashesCount();
    require(stored.getRowsCount() == count && stored.getMinutesCount() == count, "the row or the minute of an id");
    // First of all, so that a window that has become smaller lets go of what it may.
    var ids = RememberedIds.none(window).indexedUpTo(stored.getIndexed());
    var row = 0L;
    var minute = 0;
    for (int i = 0; i < count; i++) {
      row += stored.getRows(i);
      minute += stored.getMinutes(i);
      ids = ids.plus(stored.getHashes(i), row, minute);
    }
    return ids;
  }
}
