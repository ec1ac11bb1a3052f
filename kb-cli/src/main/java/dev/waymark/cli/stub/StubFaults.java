package dev.waymark.cli.stub;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The faults that the next requests meet. */
public final class StubFaults {
  private final List<Planned> planned = new ArrayList<>();

  private static final class Planned {
    private final StubFault fault;
    private final String containing;
    private int times;

    Planned(StubFault fault, String containing, int times) {
      this.fault = fault;
      this.containing = containing;
      this.times = times;
    }
  }

  /**
   * Makes requests fail.
   *
   * @param containing a part of the requests' path or body; empty for all but sign-in
   * @param times how many of them
   */
  public synchronized void plan(StubFault fault, String containing, int times) {
    planned.add(new Planned(fault, containing, times));
  }

  /** Makes everything work again. */
  public synchronized void clear() {
    planned.clear();
  }

  synchronized Optional<StubFault> next(StubRequest request) {
    for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
      Planned one = each.next();
      boolean meant =
          one.containing.isEmpty()
              ? request.service() != SignIn.SERVICE
              : request.path().contains(one.containing) || request.body().contains(one.containing);
      if (meant) {
        if (--one.times == 0) {
          each.remove();
        }
        return Optional.of(one.fault);
      }
    }
    return Optional.empty();
  }
}
