import { useParams } from 'react-router';
import { OnePerson } from '../../features/operators/OnePerson';

/** A person, for operators. */
export default function PersonPage() {
  const { person = '' } = useParams();
  return <OnePerson key={person} id={person} />;
}
