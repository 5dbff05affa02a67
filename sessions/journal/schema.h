// The tables of a workshop's file. RECORD.md tells how to read them.
#pragma once

namespace acuerdo {

inline constexpr const char* kSchema = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- When the file was brought up from an earlier schema: the record was made anew from the journal as it was then.
CREATE TABLE migration (sequence INTEGER NOT NULL, from_schema INTEGER NOT NULL, head BLOB NOT NULL);

CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,          -- milliseconds since 1970, UTC
  actor    INTEGER NOT NULL,          -- participant; 0 is the workshop itself
  kind     TEXT NOT NULL,
  command  TEXT,                      -- the client's id of the command that this event ends
  data     TEXT NOT NULL,             -- canonical JSON
  previous BLOB NOT NULL,
  hash     BLOB NOT NULL
);
CREATE UNIQUE INDEX journal_command ON journal (actor, command) WHERE command IS NOT NULL;

-- The readable record. Words are in the workshop's first language, or the first there is; all languages stand in `translation`.
CREATE TABLE workshop (id TEXT PRIMARY KEY, title TEXT, venue TEXT, starts_on TEXT, ends_on TEXT, time_zone TEXT, languages TEXT,
  join_code TEXT, rule TEXT, voice TEXT, quorum TEXT,
  authors TEXT NOT NULL DEFAULT 'shown', activities_each INTEGER NOT NULL DEFAULT 0);  -- who proposed is seen by the room; activities_each: 0 unless limited
CREATE TABLE settings_change (sequence INTEGER PRIMARY KEY, rule TEXT, voice TEXT, quorum TEXT, quorum_strict INTEGER, quorum_of TEXT, ballots TEXT, fewest INTEGER,
  proxies INTEGER, results TEXT, at INTEGER, by INTEGER);  -- how rounds are decided from then on; the first row is how the workshop began
CREATE TABLE translation (entity TEXT, id TEXT, language TEXT, words TEXT, PRIMARY KEY (entity, id, language)) WITHOUT ROWID;
CREATE TABLE institution (id TEXT PRIMARY KEY, acronym TEXT, name TEXT, weight INTEGER NOT NULL);
CREATE TABLE pillar (id TEXT PRIMARY KEY, place INTEGER, title TEXT);
CREATE TABLE objective (id TEXT PRIMARY KEY, pillar TEXT REFERENCES pillar, place INTEGER, title TEXT);
CREATE TABLE sub_objective (id TEXT PRIMARY KEY, objective TEXT REFERENCES objective, place INTEGER, title TEXT,
  stage TEXT NOT NULL DEFAULT 'pending', remark TEXT, retired_reason TEXT);
CREATE TABLE reopening (sequence INTEGER PRIMARY KEY, sub_objective TEXT REFERENCES sub_objective, at INTEGER, by INTEGER, reason TEXT);
CREATE TABLE taken_back (sequence INTEGER PRIMARY KEY, sub_objective TEXT REFERENCES sub_objective, step INTEGER, kind TEXT, at INTEGER, by INTEGER);  -- step: the sequence of what was taken back
CREATE TABLE live_session (id TEXT PRIMARY KEY, place INTEGER, title TEXT, starts_at TEXT, ends_at TEXT,
  state TEXT NOT NULL DEFAULT 'planned', focus TEXT REFERENCES sub_objective);
CREATE TABLE participant (id INTEGER PRIMARY KEY, name TEXT, institution TEXT REFERENCES institution, role TEXT, language TEXT,
  joined_at INTEGER, head INTEGER NOT NULL DEFAULT 0, weight INTEGER NOT NULL DEFAULT 1,
  merged_into INTEGER REFERENCES participant);  -- who was there twice
CREATE INDEX participant_head ON participant (institution) WHERE head = 1;
CREATE TABLE participant_change (sequence INTEGER, participant INTEGER REFERENCES participant, what TEXT, was TEXT, became TEXT, at INTEGER, by INTEGER,
  PRIMARY KEY (sequence, participant, what)) WITHOUT ROWID;  -- what: name, institution, role, weight, head
CREATE TABLE attendance (participant INTEGER REFERENCES participant, live_session TEXT REFERENCES live_session, arrived_at INTEGER,
  arrived_by INTEGER, left_at INTEGER, left_by INTEGER, sequence INTEGER PRIMARY KEY, institution TEXT REFERENCES institution);  -- whom they were there for
CREATE INDEX attendance_open ON attendance (participant) WHERE left_at IS NULL;
CREATE TABLE hand (sequence INTEGER PRIMARY KEY, live_session TEXT REFERENCES live_session, participant INTEGER REFERENCES participant,
  purpose TEXT, raised_at INTEGER, lowered_at INTEGER);  -- a point of order, or to speak; lowered also when they had the floor
CREATE INDEX hand_up ON hand (participant) WHERE lowered_at IS NULL;
CREATE TABLE speech (sequence INTEGER PRIMARY KEY, live_session TEXT REFERENCES live_session, sub_objective TEXT REFERENCES sub_objective,
  participant INTEGER REFERENCES participant, started_at INTEGER, until INTEGER, ended_at INTEGER);  -- until: the time they were given, if any
CREATE INDEX speech_now ON speech (live_session) WHERE ended_at IS NULL;
CREATE TABLE announcement (sequence INTEGER PRIMARY KEY, words TEXT, made_at INTEGER, made_by INTEGER, withdrawn_at INTEGER, withdrawn_by INTEGER);
CREATE TABLE activity (id INTEGER PRIMARY KEY, sub_objective TEXT REFERENCES sub_objective, wording TEXT, version INTEGER,
  state TEXT NOT NULL DEFAULT 'standing', withdrawn_reason TEXT, merged_into INTEGER REFERENCES activity, split_from INTEGER REFERENCES activity,
  alternative_to INTEGER REFERENCES activity,
  place INTEGER NOT NULL, hidden_reason TEXT, proposed_at INTEGER);  -- place: in the order of its sub-objective, not without gaps
CREATE TABLE activity_author (activity INTEGER REFERENCES activity, participant INTEGER, PRIMARY KEY (activity, participant)) WITHOUT ROWID;
CREATE TABLE activity_version (activity INTEGER REFERENCES activity, version INTEGER, wording TEXT, by INTEGER, at INTEGER,
  PRIMARY KEY (activity, version)) WITHOUT ROWID;
CREATE TABLE comment (id INTEGER PRIMARY KEY, activity INTEGER REFERENCES activity, words TEXT, by INTEGER, at INTEGER, hidden_reason TEXT);
CREATE TABLE amendment (id INTEGER PRIMARY KEY, activity INTEGER REFERENCES activity, wording TEXT, reason TEXT, by INTEGER, at INTEGER,
  state TEXT NOT NULL DEFAULT 'proposed', answer TEXT, alternative INTEGER REFERENCES activity, hidden_reason TEXT);
CREATE TABLE round (sub_objective TEXT REFERENCES sub_objective, round INTEGER, live_session TEXT, rule TEXT, voice TEXT, ballots TEXT, results TEXT,
  opened_at INTEGER, closes_at INTEGER, closed_at INTEGER, closed_by INTEGER, quorum TEXT, quorum_strict INTEGER, present INTEGER, eligible INTEGER, required INTEGER,
  quorum_met INTEGER, quorum_of TEXT, annulled_at INTEGER, annulled_by INTEGER, annulled_reason TEXT,  -- closed_by 0: its time was up
  PRIMARY KEY (sub_objective, round)) WITHOUT ROWID;
CREATE TABLE proxy (sequence INTEGER PRIMARY KEY, giver TEXT REFERENCES institution, holder TEXT REFERENCES institution, note TEXT,
  given_at INTEGER, given_by INTEGER, taken_back_at INTEGER, taken_back_by INTEGER);  -- the voice of one institution, handed to another
CREATE INDEX proxy_stands ON proxy (giver) WHERE taken_back_at IS NULL;
CREATE TABLE round_proxy (sub_objective TEXT, round INTEGER, giver TEXT REFERENCES institution, holder TEXT REFERENCES institution,
  PRIMARY KEY (sub_objective, round, giver)) WITHOUT ROWID;  -- that counted: the giver was absent, the holder present
CREATE TABLE round_institution (sub_objective TEXT, round INTEGER, institution TEXT REFERENCES institution,
  PRIMARY KEY (sub_objective, round, institution)) WITHOUT ROWID;  -- who had a voice, in a working group's round; none: all had
CREATE TABLE round_activity (sub_objective TEXT, round INTEGER, activity INTEGER REFERENCES activity, place INTEGER, rule TEXT NOT NULL,
  PRIMARY KEY (sub_objective, round, activity)) WITHOUT ROWID;
CREATE TABLE round_mapping (sub_objective TEXT, round INTEGER, activity INTEGER REFERENCES activity, institution TEXT REFERENCES institution,
  role TEXT, PRIMARY KEY (sub_objective, round, activity, institution, role)) WITHOUT ROWID;  -- who would carry it out, where a round is on that
CREATE TABLE position (sub_objective TEXT, round INTEGER, activity INTEGER, position TEXT, place INTEGER, tone TEXT, name TEXT,
  PRIMARY KEY (sub_objective, round, activity, position)) WITHOUT ROWID;  -- what the ballots on an activity offered; tone: support, reserve, abstain, object
CREATE TABLE ballot (sub_objective TEXT, round INTEGER, activity INTEGER REFERENCES activity, participant INTEGER REFERENCES participant,
  position TEXT, reason TEXT, at INTEGER, recorded_by INTEGER, sequence INTEGER, institution TEXT REFERENCES institution, weight INTEGER,
  PRIMARY KEY (sub_objective, round, activity, participant)) WITHOUT ROWID;  -- the one that counts, and whose it was when it was cast; earlier ones are in the journal
CREATE TABLE ballots_left (sequence INTEGER PRIMARY KEY, sub_objective TEXT, round INTEGER, participant INTEGER REFERENCES participant,
  institution TEXT REFERENCES institution, ballots INTEGER, at INTEGER, by INTEGER);  -- of somebody removed while the round was open; ballots: how many, unless they were sealed
CREATE TABLE replaced_ballot (sequence INTEGER PRIMARY KEY, sub_objective TEXT, round INTEGER, activity INTEGER, participant INTEGER, position TEXT,
  reason TEXT, at INTEGER, recorded_by INTEGER, replaced_at INTEGER);  -- of named rounds: cast, and changed while the round was open
CREATE TABLE voter (sub_objective TEXT, round INTEGER, participant INTEGER REFERENCES participant, institution TEXT REFERENCES institution,
  PRIMARY KEY (sub_objective, round, participant)) WITHOUT ROWID;  -- who voted, where ballots are not named: not what
CREATE TABLE receipt (sub_objective TEXT, round INTEGER, receipt TEXT, PRIMARY KEY (sub_objective, round, receipt)) WITHOUT ROWID;  -- of a sheet that was counted
CREATE TABLE unnamed_reason (sub_objective TEXT, round INTEGER, number INTEGER, activity INTEGER REFERENCES activity, position TEXT,
  institution TEXT REFERENCES institution, words TEXT, PRIMARY KEY (sub_objective, round, number)) WITHOUT ROWID;  -- institution: unless it was secret
CREATE TABLE tally (sub_objective TEXT, round INTEGER, activity INTEGER, position TEXT, count INTEGER, place INTEGER,
  PRIMARY KEY (sub_objective, round, activity, position)) WITHOUT ROWID;
CREATE TABLE institution_position (sub_objective TEXT, round INTEGER, activity INTEGER, institution TEXT, position TEXT, divided INTEGER NOT NULL,
  PRIMARY KEY (sub_objective, round, activity, institution)) WITHOUT ROWID;
CREATE TABLE result (sub_objective TEXT, round INTEGER, activity INTEGER, version INTEGER, verdict TEXT, sentence TEXT,
  parts INTEGER NOT NULL, PRIMARY KEY (sub_objective, round, activity)) WITHOUT ROWID;  -- parts: of a voice, that tally.count counts
CREATE TABLE former_result (sequence INTEGER, sub_objective TEXT, round INTEGER, activity INTEGER, version INTEGER, verdict TEXT, sentence TEXT,
  tally TEXT, closed_at INTEGER, taken_back_at INTEGER, taken_back_by INTEGER,
  PRIMARY KEY (sequence, activity)) WITHOUT ROWID;  -- what a closing that was taken back had said; sequence: of the taking back
CREATE TABLE outcome (sequence INTEGER, activity INTEGER REFERENCES activity, outcome TEXT, advised TEXT, reason TEXT, round INTEGER,
  by INTEGER, at INTEGER, owner TEXT REFERENCES institution, due TEXT, stands INTEGER NOT NULL, PRIMARY KEY (sequence, activity)) WITHOUT ROWID;
CREATE INDEX outcome_stands ON outcome (activity) WHERE stands = 1;
CREATE TABLE reason_answer (sub_objective TEXT, round INTEGER, activity INTEGER, participant INTEGER, number INTEGER, ruling TEXT,
  words TEXT, by INTEGER, at INTEGER, PRIMARY KEY (sub_objective, round, activity, participant, number)) WITHOUT ROWID;  -- what became of a reason
CREATE TABLE draft_assignment (activity INTEGER REFERENCES activity, institution TEXT REFERENCES institution, role TEXT,
  PRIMARY KEY (activity, institution, role)) WITHOUT ROWID;
CREATE TABLE suggestion (activity INTEGER REFERENCES activity, institution TEXT REFERENCES institution, role TEXT, participant INTEGER,
  at INTEGER, PRIMARY KEY (activity, institution, role, participant)) WITHOUT ROWID;
CREATE TABLE assignment_answer (activity INTEGER REFERENCES activity, institution TEXT REFERENCES institution, role TEXT, answer TEXT,
  reason TEXT, by INTEGER, at INTEGER, PRIMARY KEY (activity, institution, role)) WITHOUT ROWID;  -- what an institution said to a role of its own
CREATE TABLE activity_detail (activity INTEGER PRIMARY KEY REFERENCES activity, deadline TEXT, indicator TEXT, resources TEXT);
CREATE TABLE assignment (activity INTEGER REFERENCES activity, institution TEXT REFERENCES institution, role TEXT, place INTEGER,
  round INTEGER NOT NULL,  -- that voted on it, 0 when none did
  PRIMARY KEY (activity, institution, role)) WITHOUT ROWID;

CREATE VIEW standing_outcome AS SELECT activity, outcome, advised, reason, round,
    strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000, 'unixepoch') AS declared_at FROM outcome WHERE stands = 1;
CREATE VIEW parking_lot AS SELECT a.sub_objective, a.id AS activity, a.wording, i.acronym AS owner, o.due, o.reason FROM outcome o
  JOIN activity a ON a.id = o.activity LEFT JOIN institution i ON i.id = o.owner WHERE o.stands = 1 AND o.outcome = 'deferred' ORDER BY o.due, a.id;
CREATE VIEW adopted_activities AS SELECT a.sub_objective, a.id AS activity, a.wording, o.outcome, o.round, o.reason,
    (SELECT group_concat(acronym, ', ') FROM (SELECT i.acronym FROM assignment s JOIN institution i ON i.id = s.institution WHERE s.activity = a.id AND s.role = 'leads' ORDER BY s.place)) AS leads,
    (SELECT group_concat(acronym, ', ') FROM (SELECT i.acronym FROM assignment s JOIN institution i ON i.id = s.institution WHERE s.activity = a.id AND s.role = 'supports' ORDER BY s.place)) AS supports,
    (SELECT group_concat(acronym, ', ') FROM (SELECT i.acronym FROM assignment s JOIN institution i ON i.id = s.institution WHERE s.activity = a.id AND s.role = 'monitors' ORDER BY s.place)) AS monitors
  FROM activity a JOIN standing_outcome o ON o.activity = a.id WHERE o.outcome LIKE 'adopted%' ORDER BY a.sub_objective, a.place;
CREATE VIEW not_adopted_activities AS SELECT a.sub_objective, a.id AS activity, a.wording, coalesce(o.outcome, iif(a.state = 'hidden', 'hidden', 'undecided')) AS outcome, coalesce(o.reason, a.hidden_reason) AS reason, a.merged_into
  FROM activity a LEFT JOIN standing_outcome o ON o.activity = a.id WHERE o.outcome IS NULL OR o.outcome NOT LIKE 'adopted%' ORDER BY a.sub_objective, a.place;
CREATE VIEW attendance_by_institution AS SELECT t.live_session, i.acronym, i.name, count(DISTINCT t.participant) AS persons,
    strftime('%Y-%m-%dT%H:%M:%SZ', min(t.arrived_at) / 1000, 'unixepoch') AS first_arrived
  FROM attendance t JOIN institution i ON i.id = t.institution GROUP BY t.live_session, i.id;
CREATE VIEW ballots_named AS SELECT b.sub_objective, b.round, b.activity, p.name, i.acronym AS institution, b.position, o.tone, b.reason,
    strftime('%Y-%m-%dT%H:%M:%SZ', b.at / 1000, 'unixepoch') AS cast_at, r.name AS recorded_by, n.annulled_at IS NOT NULL AS annulled
  FROM ballot b JOIN round n ON n.sub_objective = b.sub_objective AND n.round = b.round
  JOIN participant p ON p.id = b.participant LEFT JOIN institution i ON i.id = b.institution
  LEFT JOIN participant r ON r.id = b.recorded_by
  LEFT JOIN position o ON o.sub_objective = b.sub_objective AND o.round = b.round AND o.activity = b.activity AND o.position = b.position ORDER BY b.sequence;
CREATE VIEW proxies_given AS SELECT g.acronym AS giver, h.acronym AS holder, x.note, strftime('%Y-%m-%dT%H:%M:%SZ', x.given_at / 1000, 'unixepoch') AS given_at,
    p.name AS given_by, strftime('%Y-%m-%dT%H:%M:%SZ', x.taken_back_at / 1000, 'unixepoch') AS taken_back_at, q.name AS taken_back_by
  FROM proxy x JOIN institution g ON g.id = x.giver JOIN institution h ON h.id = x.holder
  LEFT JOIN participant p ON p.id = x.given_by LEFT JOIN participant q ON q.id = x.taken_back_by ORDER BY x.sequence;
CREATE VIEW annulled_rounds AS SELECT o.sub_objective, o.round, strftime('%Y-%m-%dT%H:%M:%SZ', o.annulled_at / 1000, 'unixepoch') AS annulled_at,
    p.name AS annulled_by, o.annulled_reason AS reason FROM round o LEFT JOIN participant p ON p.id = o.annulled_by WHERE o.annulled_at IS NOT NULL;
CREATE VIEW objections_and_reservations AS SELECT * FROM ballots_named WHERE tone IN ('reserve', 'object');
CREATE VIEW reasons_given AS SELECT * FROM ballots_named WHERE reason <> '';
CREATE VIEW who_voted AS SELECT v.sub_objective, v.round, p.name, i.acronym AS institution, v.ballots, n.annulled_at IS NOT NULL AS annulled FROM
  (SELECT sub_objective, round, participant, institution, count(*) AS ballots FROM ballot GROUP BY sub_objective, round, participant, institution
  UNION ALL SELECT sub_objective, round, participant, institution, NULL FROM voter) v
  JOIN round n ON n.sub_objective = v.sub_objective AND n.round = v.round
  JOIN participant p ON p.id = v.participant LEFT JOIN institution i ON i.id = v.institution;
CREATE VIEW institution_load AS SELECT i.acronym, i.name, sum(s.role = 'leads') AS leads, sum(s.role = 'supports') AS supports, sum(s.role = 'monitors') AS monitors
  FROM institution i LEFT JOIN assignment s ON s.institution = i.id GROUP BY i.id ORDER BY count(s.role) DESC, i.acronym;
CREATE VIEW speaking_time AS SELECT i.acronym, s.sub_objective, count(*) AS speeches, sum(max(s.ended_at - s.started_at, 0)) / 1000 AS seconds
  FROM speech s JOIN participant p ON p.id = s.participant JOIN institution i ON i.id = p.institution WHERE s.ended_at IS NOT NULL
  GROUP BY i.id, s.sub_objective ORDER BY seconds DESC, i.acronym;
)sql";

}  // namespace acuerdo
