// Calendars as ical.js reads them. A line of JSON in, { ics, until }, gives a line of JSON out:
// the calendar as jCal (RFC 7265), and each time something takes place until then.

import { createInterface } from "node:readline";
import ICAL from "ical.js";

const spelt = (time) =>
  time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000", "");

function told({ item, startDate, endDate }) {
  const said = (name) => item.component.getFirstPropertyValue(name);
  return {
    uid: item.uid,
    start: spelt(startDate),
    end: spelt(endDate),
    status: said("status"),
    summary: item.summary,
    sequence: said("sequence"),
  };
}

function* dates(event, until) {
  if (!event.isRecurring()) {
    yield { item: event, startDate: event.startDate, endDate: event.endDate };
    return;
  }
  const rule = event.iterator();
  for (let next = rule.next(); next && next.toString() <= until; next = rule.next()) {
    yield event.getOccurrenceDetails(next);
  }
}

function read({ ics, until }) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const parts = calendar.getAllSubcomponents("vevent");
  const isException = (part) => part.hasProperty("recurrence-id");
  const uid = (part) => part.getFirstPropertyValue("uid");
  const events = parts
    .filter((part) => !isException(part))
    .map((part) => {
      const own = (other) => isException(other) && uid(other) === uid(part);
      return new ICAL.Event(part, { strictExceptions: true, exceptions: parts.filter(own) });
    });
  return {
    jcal: calendar.toJSON(),
    instances: events.flatMap((event) => [...dates(event, until)].map(told)),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(read(JSON.parse(line))));
}
