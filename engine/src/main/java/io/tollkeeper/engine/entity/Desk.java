package io.tollkeeper.engine.entity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Lookup;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Next;
import io.tollkeeper.engine.entity.CustomerEntity.Persist;
import io.tollkeeper.engine.entity.CustomerEntity.Response;
import io.tollkeeper.engine.entity.CustomerEntity.Resume;
import io.tollkeeper.engine.entity.CustomerEntity.Stop;
import io.tollkeeper.engine.entity.CustomerEntity.Surroundings;

/**
 * The front of a customer: everything that is asked of it comes here first.
 *
 * <p>Writes gather while one is in flight; then all that wait are decided one after the other and become one journal row, and each is
 * answered once that is durable. Reads are answered at once, and only ever from durable state. Touched on the actor's own thread
 * alone; a new incarnation of the actor gets a new desk.
 */
final class Desk extends BehaviorInterceptor<Message, Message> {

  private static final String UNDECIDED = "the command could not be decided";

  private final CustomerKey key;
  private final Surroundings around;
  private final Decider decider;
  private final ActorContext<Message> context;
  private final ForgottenIds ids;
  private final RosterEntry roster;
  private final TopUpCaller topUps;
  private final Recollection recollection;
  private final Research research;
  private final Queue waiting = new Queue();
  private final List<Ask> blocked = new ArrayList<>();
  private final IdentityHashMap<Ask, List<Request.Result>> begun = new IdentityHashMap<>();
  private @Nullable Customer committed;
  private @Nullable Batch inFlight;
  private boolean stopping;

  Desk(CustomerKey key, Surroundings around, ActorContext<Message> context) {
    super(Message.class);
    this.key = key;
    this.around = around;
    this.decider = around.decider();
    this.context = context;
    var aside = new Aside(context);
    this.ids = new ForgottenIds(key, around.ids(), aside, around.settings().maxQueue());
    this.roster = new RosterEntry(key, around.roster(), aside);
    this.topUps = new TopUpCaller(key, around.topUps(), around.catalogues());
    this.recollection = new Recollection(around.settings().tailFacts(), ids,
        version -> around.catalogues().atHand(key.tenant(), version));
    this.research = new Research(key, around, aside, recollection, this::resume, this::refuse);
  }

  @Override
  public Behavior<Message> aroundReceive(TypedActorContext<Message> actor, Message message,
      ReceiveTarget<Message> account) {
    return switch (message) {
      case Ask ask -> {
        take(ask);
        yield next(actor, account);
      }
      case Resume(var step) -> {
        step.run();
        // It may be that ids were indexed: they can leave memory, and the next ones can follow.
        if (committed != null) keepBooks(committed);
        yield next(actor, account);
      }
      case Next _ -> next(actor, account);
      case Stop _ -> {
        stopping = true;
        yield next(actor, account);
      }
      case Persist persist -> account.apply(actor, persist);
    };
  }

  @Override
  public Behavior<Message> aroundSignal(TypedActorContext<Message> actor, Signal signal,
      SignalTarget<Message> account) {
    // However the actor came to stop: nobody is left to run into a timeout.
    if (signal instanceof PostStop) refuseAll("the customer's actor has stopped");
    return account.apply(actor, signal);
  }

  /** The journal has been replayed: this is the durable state. */
  void recovered(Customer customer) {
    committed = customer;
    roster.recovered(customer, now());
    topUps.see(customer, now());
    goOn();
  }

  /** The row in flight is durable. */
  void written(Customer customer) {
    var batch = inFlight;
    if (batch == null) throw new IllegalStateException("a row was written that nobody waits for");
    // The row in flight was decided upon a state that may know less of the index.
    keepBooks(customer);
    inFlight = null;
    recollection.add(new JournalRow(customer.row(), batch.facts()));
    batch.answer();
    var held = List.copyOf(blocked);
    blocked.clear();
    held.forEach(ask -> read(ask, customer));
    goOn();
  }

  /** Sees to what is kept beside the journal. */
  private void keepBooks(Customer durable) {
    committed = ids.index(durable);
    roster.keep(durable);
    topUps.see(durable, now());
  }

  /** The state that the row in flight leads to, as it was computed when it was decided. Empty while the journal is replayed. */
  Optional<Customer> stateInFlight() {
    return Optional.ofNullable(inFlight).map(Batch::after);
  }

  /** The write failed and the actor is about to stop. */
  void unavailable(String reason, Throwable failure) {
    context.getLog().error("{}: {}", key, reason, failure);
    refuseAll(reason);
  }

  private void take(Ask ask) {
    if (waiting.weight() + blocked.size() + research.waiting() + ask.request().weight() > around.settings()
        .maxQueue()) {
      ask.replyTo().tell(new Response.Overloaded());
      return;
    }
    if (committed == null) waiting.add(ask);
    else read(ask, committed);
  }

  private void read(Ask ask, Customer customer) {
    switch (ask.request()) {
      case Request.Write _,Request.Several _ -> waiting.add(ask);
      case Request.Authorize authorize -> authorize(ask, authorize, customer);
      case Request.Show _,Request.Tail _ when decider.isDue(customer, catalogue(), now()) -> waiting.add(ask);
      case Request.Show _ ->
        answer(ask, decider.show(customer, catalogue(), recollection, now()), Response.Shown::new);
      case Request.Tail _ -> ask.replyTo().tell(new Response.Ended(
          customer.exists()
              ? Optional.of(new LedgerTail(customer.row(), customer.seq(), recollection.tail()))
              : Optional.empty()));
      case Request.Explain explain -> answer(ask, decider.explain(customer, explain.demand(), explain.run(),
          explain.onInsufficient(), catalogue(), recollection, now()), Response.Explained::new);
      case Request.ShowEntitlement(var feature) -> answer(ask,
          decider.entitlement(customer, feature, catalogue(), recollection, now()), Response.EntitlementShown::new);
      case Request.FindUsage(var id) ->
        find(ask, decider.usage(customer, id, recollection, now()), Response.FoundUsage::new);
      case Request.FindReservation(var id) ->
        find(ask, decider.reservation(customer, id, recollection, now()), Response.FoundReservation::new);
      case Request.FindRun(var id) -> find(ask, decider.run(customer, id, recollection, now()), Response.FoundRun::new);
    }
  }

  private void authorize(Ask ask, Request.Authorize request, Customer customer) {
    if (request.minSeq() <= customer.seq())
      answer(ask, authorize(request, customer, recollection), Response.Authorized::new);
    else
      if (inFlight != null) blocked.add(ask);
      else ask.replyTo().tell(new Response.Unavailable(notYet(request)));
  }

  private Lookup<Answer> authorize(Request.Authorize request, Customer customer, Past past) {
    return decider.authorize(customer, request.demand(), request.run(), request.onInsufficient(), catalogue(), past,
        now());
  }

  private <A> void find(Ask ask, Lookup<Optional<A>> lookup, Function<Optional<A>, Response> response) {
    // The row in flight may be the very one: "never" must not be said too early.
    if (inFlight != null && lookup instanceof Lookup.Known<Optional<A>>(var found) && found.isEmpty()) blocked.add(ask);
    else answer(ask, lookup, response);
  }

  private <A> void answer(Ask ask, Lookup<A> lookup, Function<A, Response> response) {
    switch (lookup) {
      case Lookup.Known<A>(var answer) -> ask.replyTo().tell(response.apply(answer));
      case Lookup.Needs<A>(var need) -> {
        research.await(need, ask);
        research.send();
      }
    }
  }

  /** Starts the next batch if there is anything to decide and nothing in flight. */
  private Behavior<Message> next(TypedActorContext<Message> actor, ReceiveTarget<Message> account) {
    if (committed == null || inFlight != null) return Behaviors.same();
    if (!waiting.isEmpty()) {
      var batch = decide(committed);
      if (!batch.isEmpty()) {
        inFlight = batch;
        return account.apply(actor, new Persist(batch.facts()));
      }
      batch.answer();
      goOn();
    }
    if (!waiting.isEmpty() || research.waiting() > 0) return Behaviors.same();
    recollection.rest();
    return stopping
        ? account.apply(actor, Stop.INSTANCE)
        : Behaviors.same();
  }

  private Batch decide(Customer customer) {
    var batch = new Batch(customer, recollection);
    var now = now();
    while (!waiting.isEmpty() && batch.hasRoom(around.settings())) {
      var ask = waiting.remove();
      if (ask.deadline().isBefore(now)) {
        refuse(List.of(ask), "the request waited for too long and was not carried out");
        continue;
      }
      switch (ask.request()) {
        case Request.Write(var command) -> decide(batch, ask, command, now);
        case Request.Several(var operations) -> decide(batch, ask, operations, now);
        // Answered after the batch: what is due, or looked for, may be written by a command that came before.
        case Request.Show _,Request.Tail _,Request.FindUsage _,Request.FindReservation _,Request.FindRun _ ->
          decide(batch, ask, new Command.WriteDue(), now);
        case Request.Authorize _,Request.Explain _,Request.ShowEntitlement _ -> read(ask, customer);
      }
    }
    research.send();
    return batch;
  }

  private void decide(Batch batch, Ask ask, Command command, Instant now) {
    try {
      switch (decider.decide(batch.customer(), command, catalogue(), batch, now)) {
        case Decision.Needs(var need) -> research.await(need, ask);
        case Decision.Decided decided -> {
          var outcome = decided.outcome();
          batch.add(command, decided);
          batch.then(ask, ask.request() instanceof Request.Write
              ? () -> ask.replyTo().tell(new Response.Written(outcome))
              : () -> read(ask, durable()));
        }
      }
    } catch (RuntimeException fault) {
      log(command, fault);
      ask.replyTo().tell(new Response.Unavailable(UNDECIDED));
    }
  }

  /** Goes on with several operations where it stopped: as far as there is room, and what they need is at hand. */
  private void decide(Batch batch, Ask ask, List<Request.Operation> operations, Instant now) {
    var results = begun.computeIfAbsent(ask, _ -> new ArrayList<>());
    while (results.size() < operations.size()) {
      if (!batch.hasRoom(around.settings())) {
        waiting.addFirst(List.of(ask));
        return;
      }
      switch (decide(batch, operations.get(results.size()), now)) {
        case Lookup.Known<Request.Result>(var result) -> results.add(result);
        case Lookup.Needs<Request.Result>(var need) -> {
          research.await(need, ask);
          return;
        }
      }
    }
    begun.remove(ask);
    batch.then(ask, () -> ask.replyTo().tell(new Response.Each(results)));
  }

  private Lookup<Request.Result> decide(Batch batch, Request.Operation operation, Instant now) {
    try {
      return switch (operation) {
        case Request.Write(var command) -> switch (decider.decide(batch.customer(), command, catalogue(), batch, now)) {
          case Decision.Needs(var need) -> new Lookup.Needs<>(need);
          case Decision.Decided decided -> {
            batch.add(command, decided);
            yield new Lookup.Known<>(new Request.Result.Written(decided.outcome()));
          }
        };
        case Request.Authorize authorize when authorize.minSeq() > batch.customer().seq() ->
          new Lookup.Known<>(new Request.Result.Unavailable(notYet(authorize)));
        case Request.Authorize authorize ->
          authorize(authorize, batch.customer(), batch).map(Request.Result.Authorized::new);
      };
    } catch (RuntimeException fault) {
      log(operation, fault);
      return new Lookup.Known<>(new Request.Result.Unavailable(UNDECIDED));
    }
  }

  // Deciding changes nothing, so a fault in one operation is no reason to keep the others waiting.
  private void log(Object undecided, RuntimeException fault) {
    var what = undecided instanceof Request.Write(var command) ? command : undecided;
    context.getLog().error("{}: deciding {} failed", key, what.getClass().getSimpleName(), fault);
  }

  private static String notYet(Request.Authorize request) {
    return "the ledger has not reached entry " + request.minSeq() + " yet";
  }

  /** What these needed is at hand. They waited longest, so they go first, in their order. */
  private void resume(List<Ask> asks) {
    waiting.addFirst(asks);
  }

  private void refuse(List<Ask> asks, String reason) {
    // What they had begun with is of no use to anyone any more.
    asks.forEach(begun::remove);
    asks.forEach(ask -> ask.replyTo().tell(new Response.Unavailable(reason)));
  }

  private void goOn() {
    if (!waiting.isEmpty() || stopping) context.getSelf().tell(Next.INSTANCE);
  }

  private void refuseAll(String reason) {
    var refusal = new Response.Unavailable(reason);
    if (inFlight != null) inFlight.refuse(refusal);
    inFlight = null;
    Stream.of(waiting.clear(), blocked, research.abandon()).flatMap(Collection::stream)
        .forEach(ask -> ask.replyTo().tell(refusal));
    blocked.clear();
    begun.clear();
  }

  private Customer durable() {
    if (committed == null) throw new IllegalStateException("the customer is still recovering");
    return committed;
  }

  private Catalogue catalogue() {
    return around.catalogues().current(key.tenant());
  }

  private Instant now() {
    return around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
