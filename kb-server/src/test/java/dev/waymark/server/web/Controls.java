package dev.waymark.server.web;

import com.microsoft.playwright.Page;
import java.util.List;

/** Whether each control of a page can be pressed where it stands, and each id stands once. */
final class Controls {
  /**
   * A control is looked at in the middle of its largest box: with room around it, and where
   * scrolling just reaches it from above and from below, as a bar that sticks to an edge may lie
   * over it there. While a dialog asks, nothing else can be pressed.
   */
  private static final String FIND_FAULTS =
      """
      () => {
        const found = [];
        const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
        ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => found.push('twice the id ' + id));
        const largest = control => [...control.getClientRects()]
            .sort((a, b) => b.width * b.height - a.width * a.height)[0];
        const reachable = control => {
          const box = largest(control);
          const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return top && (control.contains(top) || top.closest('label')?.control === control);
        };
        const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
        const front = document.querySelector(':popover-open') ?? document;
        for (const control of front.querySelectorAll(controls)) {
          if (!control.checkVisibility({checkVisibilityCSS: true, checkOpacity: true})) continue;
          const box = largest(control);
          if (!box || box.width < 2 || box.height < 2) continue;
          control.scrollIntoView({block: 'center', inline: 'center'});
          if (largest(control).bottom < 0) {
            // Out of sight until it has the focus.
            control.focus();
            if (!reachable(control)) found.push('covered, with the focus: ' + control.outerHTML);
            control.blur();
            continue;
          }
          const ways = {
            'in the middle': () => control.scrollIntoView({block: 'center', inline: 'center'}),
            'from above': () => { scrollTo(0, 0); control.scrollIntoView({block: 'nearest'}); },
            'from below': () => {
              scrollTo(0, document.body.scrollHeight);
              control.scrollIntoView({block: 'nearest'});
            },
          };
          for (const [way, scroll] of Object.entries(ways)) {
            scroll();
            if (!reachable(control)) {
              found.push('covered, ' + way + ': ' + control.outerHTML.slice(0, 160));
              break;
            }
          }
        }
        return found;
      }
      """;

  private Controls() {}

  static List<String> faults(Page page) {
    return ((List<?>) page.evaluate(FIND_FAULTS)).stream().map(String::valueOf).toList();
  }
}
