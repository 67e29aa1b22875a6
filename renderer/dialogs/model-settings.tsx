import { useEffect, useState } from 'react'
import type { ModelChoiceInfo } from '../../api/model.ts'
import { chooseModel, loadModelChoices, useModelChoices } from '../state/model-choices-store.ts'
import { useModels } from '../state/models-store.ts'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/text-input.tsx'

const titles: Readonly<Record<ModelChoiceInfo['task'], { readonly label: string; readonly help: string }>> = {
  embedding: { label: 'Model for meaning', help: 'Reads what a text is about: labels, knowledge and likeness.' },
  tone: { label: 'Model for tone', help: 'Judges how a message is said and how urgent it is.' },
}

/** The value of the list's entry that stands for a folder. */
const FOLDER = '\u0001folder'

/** Which model reads what a text means, and which judges its tone. */
export function ModelSettings() {
  const choices = useModelChoices((state) => state.choices)
  const problem = useModelChoices((state) => state.problem)
  const models = useModels()
  useEffect(() => void loadModelChoices(), [])
  if (choices === null) return problem === null ? null : <p role="alert" className="field-error">{problem}</p>
  return (
    <section aria-label="Models">
      {choices.choices.map((choice) => (
        <ModelField key={choice.task} choice={choice} pulled={choices.pulled} />
      ))}
      {problem === null ? null : <p role="alert" className="field-error">{problem}</p>}
      {models.state === 'failed' ? <p role="alert" className="field-error">{models.message} {models.hint}</p> : null}
    </section>
  )
}

function ModelField({ choice, pulled }: { readonly choice: ModelChoiceInfo; readonly pulled: readonly string[] }) {
  const { label, help } = titles[choice.task]
  const [asksFolder, setAsksFolder] = useState(false)
  const isFolder = asksFolder || choice.source === 'folder'
  const options = [
    { value: 'shipped', label: 'Shipped with LUMOS Studio' },
    ...[...new Set([...pulled, ...(choice.source === 'pulled' ? [choice.choice] : [])])].map((id) => ({ value: id, label: id })),
    { value: FOLDER, label: 'A folder on this machine' },
  ]
  const choose = (value: string): void => {
    setAsksFolder(value === FOLDER)
    if (value !== FOLDER) void chooseModel(choice.task, value)
  }
  return (
    <Field label={label} help={notes(choice, help)} error={choice.problem === null ? undefined : `${choice.problem.message} ${choice.problem.hint}`}>
      <Choice label={`Model for ${label.toLowerCase()}`} value={isFolder ? FOLDER : choice.choice} options={options} onChange={choose} />
      {isFolder ? <TextInput label={`Folder of the model for ${label.toLowerCase()}`} value={choice.source === 'folder' ? choice.choice : ''} placeholder="The full path of a folder with config.json, tokenizer.json and onnx/model.onnx" mono invalid={choice.problem !== null} onCommit={(path) => void chooseModel(choice.task, path)} /> : null}
    </Field>
  )
}

/** What to know about a choice: a model of the user's comes without the calibration of ours. */
export function notes(choice: Pick<ModelChoiceInfo, 'task' | 'isFitted'>, help: string): string {
  if (choice.isFitted) return help
  return choice.task === 'embedding'
    ? `${help} The confidences of labels and answers were fitted for the shipped model, not for this one: check your thresholds.`
    : `${help} The shares of this model are not calibrated: check your thresholds. Urgency is still judged by the shipped one.`
}
