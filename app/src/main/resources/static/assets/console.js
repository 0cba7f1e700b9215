// Small helpers for the console; everything works without them but the keyboard wedge, which needs its field focused.
(function () {
  'use strict';

  // A form is sent once: a second tap on a slow network must not do the step twice.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.hasAttribute('hx-post') || form.method !== 'post') {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    document.body.classList.add('sending');
  });
  // Back from the browser's own memory: the page may be sent again.
  window.addEventListener('pageshow', function () {
    document.body.classList.remove('sending');
    document.querySelectorAll('form[data-sent]').forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  // The scanner types into one field: it has the focus unless somebody works in another one.
  function scanField() {
    return document.querySelector('[data-scan]');
  }
  function refocus() {
    var field = scanField();
    var active = document.activeElement;
    if (field && !field.disabled && (!active || active === document.body || !document.contains(active))) {
      field.focus({preventScroll: true});
    }
  }
  // What is typed anywhere else on the page belongs to the scanner, too.
  document.addEventListener('keydown', function (event) {
    var field = scanField();
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement && document.activeElement.tagName);
    if (field && !typing && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      field.focus({preventScroll: true});
    }
  });
  document.addEventListener('focusout', function () {
    window.setTimeout(refocus, 0);
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    var field = scanField();
    if (field && event.target.contains(field)) {
      field.value = '';
      field.focus({preventScroll: true});
    }
  });
  document.addEventListener('htmx:afterSettle', function () {
    refocus();
    localTimes(document);
  });

  // Times are told in UTC by the server and shown in the reader's own time where scripts run.
  function localTimes(root) {
    root.querySelectorAll('time[data-local]').forEach(function (time) {
      var at = new Date(time.dateTime);
      if (!isNaN(at)) {
        time.textContent = at.toLocaleString([], {weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
        time.removeAttribute('data-local');
      }
    });
  }

  // A tablet shows no keyboard over the list while a scanner types; who types by hand asks for it.
  document.addEventListener('click', function (event) {
    var field = scanField();
    if (field && event.target.closest('[data-keyboard]')) {
      field.inputMode = 'text';
      field.blur();
      field.focus();
    }
  });

  // One more, one less: by a thumb.
  document.addEventListener('click', function (event) {
    var step = event.target.closest('[data-step]');
    if (!step) {
      return;
    }
    var field = document.getElementById(step.dataset.for);
    var next = Number(field.value || 0) + Number(step.dataset.step);
    if (next >= Number(field.min) && next <= Number(field.max)) {
      field.value = next;
      field.dispatchEvent(new Event('input', {bubbles: true}));
    }
  });

  localTimes(document);
  refocus();
})();
