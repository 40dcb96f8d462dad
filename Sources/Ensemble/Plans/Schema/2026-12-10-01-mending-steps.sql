-- Whether a step was put before what was returned, in the words of whoever returned it: of its plan alone.
ALTER TABLE plan_steps ADD COLUMN mends BIGINT NOT NULL DEFAULT 0;

-- Such a step stands at the same place as the approval that waits for it; no other two do.
UPDATE plan_steps SET mends = 1
WHERE owner = 'us' AND kind = 'task' AND EXISTS (
    SELECT 1 FROM plan_step_needs JOIN plan_steps AS returned ON returned.id = plan_step_needs.step
    WHERE plan_step_needs.needs = plan_steps.id AND returned.kind = 'approval'
        AND returned.plan = plan_steps.plan AND returned.place = plan_steps.place);

-- Whose steps they are: one's own, one's teams'.
CREATE INDEX plan_steps_agent ON plan_steps (agent) WHERE state = 'todo' AND agent IS NOT NULL;
CREATE INDEX plan_steps_team ON plan_steps (team) WHERE state = 'todo' AND team IS NOT NULL;
