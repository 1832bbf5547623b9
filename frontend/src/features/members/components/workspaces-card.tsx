import type { Schemas } from '@/client/api';
import { useActIn } from '@/client/acting';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Line, Lines } from '@/components/lines';
import { fieldText, ShortForm } from '@/components/short-form';
import { useCreateWorkspace } from '../api/members';

/** All workspaces of a person, going from one to the other, and making one more. */
export function WorkspacesCard({ me }: { me: Schemas['Me'] }) {
  const actIn = useActIn();
  const create = useCreateWorkspace();
  return (
    <Card title="Workspaces">
      <div className="stack">
        <Lines label="Workspaces">
          {me.workspaces.map((one) => (
            <Line
              key={one.workspace_id}
              side={
                <>
                  <Badge>{one.role}</Badge>
                  {one.workspace_id === me.workspace_id ? (
                    <Badge tone="accent">open</Badge>
                  ) : (
                    <Button size="small" onClick={() => actIn(one.workspace_id)}>
                      Open
                    </Button>
                  )}
                </>
              }
            >
              <strong>{one.name}</strong>
            </Line>
          ))}
        </Lines>
        <ShortForm
          label="New workspace"
          action="Make a workspace"
          isBusy={create.isPending}
          error={create.error}
          onSubmit={(fields) =>
            create.mutateAsync({ body: { name: fieldText(fields, 'name') } }).then((made) => {
              actIn(made.workspace_id);
            })
          }
        >
          <Field label="Name of a new workspace" name="name" required maxLength={100} placeholder="Sales" />
        </ShortForm>
      </div>
    </Card>
  );
}
